package io.nautes.cluster.kubeconfig;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A mechanism of a file system that restricts files to their owner: modes or access control lists. */
sealed interface OwnerOnly {
    /** The options for writing a new file. */
    Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** Creates a folder and its missing parents. */
    void createFolder(Path folder) throws IOException;

    /** Creates an empty file for writing; fails if the file exists. */
    FileChannel createFile(Path file) throws IOException;

    /**
     * Returns a description of the access that other users have to a file or folder; empty if they have none. Links are
     * not followed.
     */
    Optional<String> foreignAccess(Path path) throws IOException;

    /** Returns advice on how to remove the access of other users. */
    String remedy(Path path);

    /** Returns the way to restrict files on a file system; empty if it has none. */
    static Optional<OwnerOnly> of(FileSystem files) throws IOException {
        Set<String> views = files.supportedFileAttributeViews();
        if (views.contains("posix")) {
            return Optional.of(new Modes());
        }
        if (!views.contains("acl")) {
            return Optional.empty();
        }
        return Optional.of(new AccessLists(
                files.getUserPrincipalLookupService().lookupPrincipalByName(System.getProperty("user.name"))));
    }

    /** POSIX modes: 0700 for folders, 0600 for files. */
    record Modes() implements OwnerOnly {
        private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
        private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

        @Override
        public void createFolder(Path folder) throws IOException {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        }

        @Override
        public FileChannel createFile(Path file) throws IOException {
            return FileChannel.open(file, NEW, PosixFilePermissions.asFileAttribute(FILE));
        }

        @Override
        public Optional<String> foreignAccess(Path path) throws IOException {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            return FOLDER.containsAll(modes)
                    ? Optional.empty()
                    : Optional.of("its modes are " + PosixFilePermissions.toString(modes));
        }

        @Override
        public String remedy(Path path) {
            return "remove the access of the group and of other users: chmod go-rwx " + path;
        }
    }

    /**
     * Access control lists with one entry.
     *
     * @param owner the owner, who has access to the files and folders
     */
    record AccessLists(UserPrincipal owner) implements OwnerOnly {
        @Override
        public void createFolder(Path folder) throws IOException {
            Files.createDirectories(folder);
            allowOwner(folder, EnumSet.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT));
        }

        /** Creates an empty file in the owner's folder and then sets its list. */
        @Override
        public FileChannel createFile(Path file) throws IOException {
            FileChannel channel = FileChannel.open(file, NEW);
            try {
                allowOwner(file, EnumSet.noneOf(AclEntryFlag.class));
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }

        private void allowOwner(Path path, Set<AclEntryFlag> flags) throws IOException {
            AclEntry entry = AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(owner)
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(flags)
                    .build();
            view(path).setAcl(List.of(entry));
        }

        private static AclFileAttributeView view(Path path) {
            return Files.getFileAttributeView(path, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public Optional<String> foreignAccess(Path path) throws IOException {
            Set<String> others = new TreeSet<>();
            for (AclEntry entry : view(path).getAcl()) {
                if (entry.type() == AclEntryType.ALLOW && !entry.principal().equals(owner)) {
                    others.add(entry.principal().getName());
                }
            }
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of("its access control list allows " + String.join(", ", others));
        }

        @Override
        public String remedy(Path path) {
            return "leave " + owner.getName() + " as the only one in the access control list of " + path;
        }
    }
}
