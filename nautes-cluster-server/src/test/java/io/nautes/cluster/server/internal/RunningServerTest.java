package io.nautes.cluster.server.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class RunningServerTest {
    @Test
    void addressIsFormattedAsAHostOfAUrl() throws UnknownHostException {
        byte[] linkLocal = {(byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

        assertThat(RunningServer.host(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
                .isEqualTo("127.0.0.1");
        assertThat(RunningServer.host(Inet6Address.getByAddress(null, linkLocal, 3)))
                .isEqualTo("[fe80:0:0:0:0:0:0:1%253]");
    }
}
