package io.nautes.cluster.core.internal.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.StoreSnapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterChangesTest {
    private final StoreSnapshot snapshot = mock(StoreSnapshot.class);

    @BeforeEach
    void describeSnapshot() {
        when(snapshot.find("host-1")).thenReturn(Optional.empty());
        when(snapshot.find("host-2")).thenReturn(Optional.empty());
        when(snapshot.problems())
                .thenReturn(List.of(new UnreadableCluster("host-1", "host-1.yaml", "line 1: not YAML")));
        when(snapshot.revision()).thenReturn("r7");
    }

    @Test
    void clusterWhoseFileCannotBeReadIsRegistered() {
        assertThatThrownBy(() -> ClusterChanges.checkPrecondition("host-1", Precondition.notRegistered(), snapshot))
                .isInstanceOf(ConflictException.class)
                .hasMessage("cluster host-1 is registered already (now r7); read it again and decide again");
        assertThatCode(() -> ClusterChanges.checkPrecondition("host-1", Precondition.registered(), snapshot))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ClusterChanges.checkPrecondition("host-2", Precondition.registered(), snapshot))
                .hasMessage("cluster host-2 is not registered (now r7); read it again and decide again");
    }

    @Test
    void revisionThatTheStoreDoesNotKnowIsAConflict() {
        Precondition unchanged = Precondition.unchangedSince("r1");
        when(snapshot.isUnchangedSince("host-2", "r1")).thenReturn(Optional.empty());

        assertThatThrownBy(() -> ClusterChanges.checkPrecondition("host-2", unchanged, snapshot))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("was changed since revision r1");

        when(snapshot.isUnchangedSince("host-2", "r1")).thenReturn(Optional.of(true));
        assertThatCode(() -> ClusterChanges.checkPrecondition("host-2", unchanged, snapshot))
                .doesNotThrowAnyException();
    }
}
