package io.nautes.cluster.benchmarks.git;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.model.ClusterYaml;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** Alternative ways to save a cluster: the git command's plumbing, a clone for each save, and fast-import. */
final class GitTools {
    static final String FOLDER = "nautes/overlays/production/clusters";

    /** A script that commits two files with as few processes as possible; arguments: the file, the list, the cluster. */
    private static final String PLUMBING = """
            set -e
            blob=$(git hash-object -w "$1")
            list=$(git hash-object -w "$2")
            git update-index --add --cacheinfo "100644,$blob,FOLDER/$3.yaml" \
              --cacheinfo "100644,$list,FOLDER/kustomization.yaml"
            tree=$(git write-tree)
            commit=$(git commit-tree "$tree" -p "$(cat nautes-head)" -m "Save cluster $3")
            git push -q "$4" "$commit:refs/heads/main"
            echo "$commit" > nautes-head
            """.replace("FOLDER", FOLDER);

    private static final String CLONE = """
            set -e
            rm -rf clone
            git clone -q "$4" clone
            mkdir -p clone/FOLDER
            cp "$1" "clone/FOLDER/$3.yaml"
            cp "$2" clone/FOLDER/kustomization.yaml
            cd clone
            git add FOLDER
            git commit -q -m "Save cluster $3"
            git push -q origin HEAD:refs/heads/main
            """.replace("FOLDER", FOLDER);

    private final Path work;

    GitTools(Path work) {
        this.work = work;
    }

    /** Runs a program in the work folder, with a separate Git configuration. */
    void run(List<String> command) throws IOException, InterruptedException {
        Path output = work.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("HOME", work.toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        for (String role : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + role + "_NAME", "benchmark");
            environment.put("GIT_" + role + "_EMAIL", "benchmark@nautes.invalid");
        }
        if (builder.start().waitFor() != 0) {
            throw new IOException(command + ": " + Files.readString(output));
        }
    }

    /** Creates the mirror that {@link #saveByPlumbing} uses. */
    void prepareMirror(String url) throws IOException, InterruptedException {
        run(List.of("sh", "-c", """
                set -e
                git clone -q --bare "$1" mirror.git
                cd mirror.git
                git rev-parse refs/heads/main > nautes-head
                git read-tree refs/heads/main
                """, "sh", url));
    }

    void forgetMirror() throws IOException {
        delete(work.resolve("mirror.git"));
    }

    void saveByPlumbing(String url, int number, List<String> names) throws IOException, InterruptedException {
        script("cd mirror.git\n" + PLUMBING, url, number, names);
    }

    void saveByClone(String url, int number, List<String> names) throws IOException, InterruptedException {
        script(CLONE, url, number, names);
    }

    /** Reads all clusters of the mirror with two processes. */
    void readByCatFile() throws IOException, InterruptedException {
        run(List.of("sh", "-c", """
                set -e
                cd mirror.git
                git ls-tree --object-only refs/heads/main:"$1" | git cat-file --batch >/dev/null
                """, "sh", FOLDER));
    }

    /** Fetches the branch into the mirror, and reads one cluster. */
    void readByFetch(String url, int number) throws IOException, InterruptedException {
        run(List.of("sh", "-c", """
                set -e
                cd mirror.git
                git fetch -q "$1" +refs/heads/main:refs/heads/main
                git cat-file blob refs/heads/main:"$2" >/dev/null
                """, "sh", url, FOLDER + "/" + Fixture.name(number) + ".yaml"));
    }

    private void script(String script, String url, int number, List<String> names)
            throws IOException, InterruptedException {
        Path file = work.resolve("cluster");
        Path list = work.resolve("list");
        Files.write(file, ClusterYaml.write(Fixture.resource(number)));
        Files.writeString(list, kustomization(names, number));
        run(List.of("sh", "-c", script, "sh", file.toString(), list.toString(), Fixture.name(number), url));
    }

    static String kustomization(List<String> names, int number) {
        TreeSet<String> all = new TreeSet<>(names);
        all.add(Fixture.name(number));
        StringBuilder text =
                new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n");
        all.forEach(name -> text.append("- ").append(name).append(".yaml\n"));
        return text.toString();
    }

    /** Saves a cluster with a JGit clone, as Nautes does. */
    void saveByJGitClone(String url, int number, List<String> names) throws IOException, GitAPIException {
        Path clone = work.resolve("jgit-clone");
        delete(clone);
        try (Git git =
                Git.cloneRepository().setURI(url).setDirectory(clone.toFile()).call()) {
            Path folder = Files.createDirectories(clone.resolve(FOLDER));
            Files.write(folder.resolve(Fixture.name(number) + ".yaml"), ClusterYaml.write(Fixture.resource(number)));
            Files.writeString(folder.resolve("kustomization.yaml"), kustomization(names, number));
            git.add().addFilepattern(FOLDER).call();
            PersonIdent person = new PersonIdent("benchmark", "benchmark@nautes.invalid");
            git.commit()
                    .setMessage("Save cluster " + Fixture.name(number))
                    .setAuthor(person)
                    .setCommitter(person)
                    .setSign(false)
                    .call();
            git.push().call();
        }
    }

    /** Writes the input of fast-import: one commit with new clusters. */
    void prepareImport(int count) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(work.resolve("import")))) {
            print(out, "commit refs/heads/main\ncommitter benchmark <benchmark@nautes.invalid> 0 +0000\n");
            print(out, "data 5\nbulk\n\n");
            List<String> names = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                names.add(Fixture.name(number));
                file(out, Fixture.name(number) + ".yaml", ClusterYaml.write(Fixture.resource(number)));
            }
            byte[] list = kustomization(names, 0).getBytes(StandardCharsets.UTF_8);
            file(out, "kustomization.yaml", list);
        }
    }

    private static void file(OutputStream out, String name, byte[] content) throws IOException {
        print(out, "M 100644 inline " + FOLDER + "/" + name + "\ndata " + content.length + "\n");
        out.write(content);
        out.write('\n');
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void fastImport(String url) throws IOException, InterruptedException {
        run(List.of("sh", "-c", """
                set -e
                rm -rf import.git
                git init -q --bare import.git
                cd import.git
                git fast-import --quiet < ../import
                git push -q "$1" refs/heads/main
                """, "sh", url));
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
