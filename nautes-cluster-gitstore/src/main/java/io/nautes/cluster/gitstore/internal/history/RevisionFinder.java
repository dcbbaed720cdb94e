package io.nautes.cluster.gitstore.internal.history;

import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** A finder of the commit for a revision that a user gives. */
final class RevisionFinder {
    /** The minimum of 4 digits is that of Git. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{4,40}");

    private static final int MAX_SHOWN = 5;

    private RevisionFinder() {}

    /**
     * Finds a commit in the mirror.
     *
     * @param revision the id of the commit, or its first digits
     * @return the commit; the zero id for the state before the first commit; {@code null} if there is no such commit
     * @throws UnknownRevisionException if the revision is not valid as an id, or is ambiguous
     */
    static @Nullable ObjectId find(MirrorRepository repository, String revision) throws IOException {
        String id = revision.toLowerCase(Locale.ROOT);
        if (!ID.matcher(id).matches()) {
            throw new UnknownRevisionException(
                    "revision \"" + OneLine.shortened(revision)
                            + "\" is not the id of a commit; give at least 4 hexadecimal digits",
                    revision);
        }
        if (ObjectId.isId(id) && ObjectId.fromString(id).equals(ObjectId.zeroId())) {
            return ObjectId.zeroId();
        }
        List<String> found = new ArrayList<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            for (ObjectId candidate : reader.resolve(AbbreviatedObjectId.fromString(id))) {
                if (isCommit(reader, candidate)) {
                    found.add(candidate.name());
                }
            }
        }
        if (found.size() > 1) {
            found.sort(null);
            throw new UnknownRevisionException(
                    "revision \"" + revision + "\" is ambiguous; it matches "
                            + String.join(", ", found.subList(0, Math.min(MAX_SHOWN, found.size())))
                            + "; give more digits",
                    revision);
        }
        return found.isEmpty() ? null : ObjectId.fromString(found.get(0));
    }

    private static boolean isCommit(ObjectReader reader, ObjectId id) throws IOException {
        try {
            return reader.open(id).getType() == Constants.OBJ_COMMIT;
        } catch (MissingObjectException e) {
            return false;
        }
    }

    static UnknownRevisionException unknown(String revision) {
        return new UnknownRevisionException(
                "revision \"" + OneLine.shortened(revision)
                        + "\" is not in the history of the branch; use one from a cluster's history",
                revision);
    }
}
