package io.nautes.cluster.model.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    private static ServerAddress of(String url) {
        return ServerAddress.parse(url);
    }

    private static ServerAddress ofHost(String host) {
        return of("https://" + host);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "-",
            value = {
                // URL, scheme, user information, host, IPv6, port, rest
                "https://user:pw@Host.example:6443/a/b?q=1#f https user:pw Host.example false 6443 /a/b?q=1#f",
                "HTTPS://host https - host false - ''",
                "http://192.0.2.1:80 http - 192.0.2.1 false 80 ''",
                "host:6443 - - host false 6443 ''",
                "host/path - - host false - /path",
                "://host - - host false - ''",
                "https:// https - '' false - ''",
                "https://? https - '' false - ?",
                "https://host: https - host false '' ''",
                "https://:6443 https - '' false 6443 ''",
                "https://host?a:b@c https - host false - ?a:b@c",
                "https://host#a:b https - host false - #a:b",
                "https://host\\a:b https - host false - \\a:b",
                "https://host/a@b:1 https - host false - /a@b:1",
                "https://host/@b https - host false - /@b",
                ":6443 - - '' false 6443 ''",
                "https://a@b@host https a@b host false - ''",
                "https://@host https '' host false - ''",
                "https://user@ https user '' false - ''",
                "a@b://host a@b - host false - ''",
                "https://[2001:db8::1] https - 2001:db8::1 true - ''",
                "https://[2001:db8::1]:6443/x https - 2001:db8::1 true 6443 /x",
                "https://u@[::1]:1 https u ::1 true 1 ''",
                "https://[::1]x https - ::1 true x ''",
                "https://[::1]: https - ::1 true '' ''",
                "https://[::1 https - ::1 true - ''",
                "https://[::1/] https - ::1 true - /]",
                "https://host[::1] https - host[ false :1] ''",
                "[ - - '' true - ''",
                "'' - - '' false - ''"
            })
    void urlIsParsed(
            String url, String scheme, String userInfo, String host, boolean isIpv6, String port, String rest) {
        assertThat(of(url)).isEqualTo(new ServerAddress(scheme, userInfo, host, isIpv6, port, rest));
    }

    @ParameterizedTest
    @CsvSource({"https://h, true, false", "HTTP://h, false, true", "ftp://h, false, false", "h, false, false"})
    void schemeIsCompared(String url, boolean isHttps, boolean isHttp) {
        assertThat(of(url).isHttps()).isEqualTo(isHttps);
        assertThat(of(url).isHttp()).isEqualTo(isHttp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "255.255.255.255", "10.20.30.40", "1.2.3.100"})
    void fourNumbersOfAtMost255AreAnIpv4Address(String host) {
        assertThat(ofHost(host).isIpv4()).isTrue();
        assertThat(ofHost(host).looksLikeIpv4()).isTrue();
        assertThat(ofHost(host).hasValidHost()).isTrue();
        assertThat(ofHost(host).ipv4()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "256.0.2.1",
                "192.0.2.256",
                "1.2.3",
                "1.2.3.4.5",
                "1..2.3",
                ".1.2.3",
                "01.2.3.4",
                "1.2.3.04",
                "00.1.2.3",
                "1234.1.2.3",
                "1.2.3.0004",
                "1",
                "a.1"
            })
    void hostWithANumberAtItsEndCountsAsIpv4(String host) {
        assertThat(ofHost(host).looksLikeIpv4()).isTrue();
        assertThat(ofHost(host).isIpv4()).isFalse();
        assertThat(ofHost(host).hasValidHost()).isFalse();
        assertThat(ofHost(host).ipv4()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "1.2.3.a", "1.2.3.", "1.host", ""})
    void hostWithoutANumberAtItsEndDoesNotCountAsIpv4(String host) {
        assertThat(ofHost(host).looksLikeIpv4()).isFalse();
        assertThat(ofHost(host).isIpv4()).isFalse();
        assertThat(ofHost(host).ipv4()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://h:6443, 6443",
        "https://h, 443",
        "http://h, 80",
        "http://h:81, 81",
        "h, 443",
        "https://h:1, 1",
        "https://h:65535, 65535",
        "https://h:0, -1",
        "https://h:65536, -1",
        "https://h:, -1",
        "https://h:x, -1"
    })
    void portOfConnectionsIsTheOneInTheUrlOrThatOfTheScheme(String url, int port) {
        assertThat(of(url).effectivePort()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h, '', ''",
        "https://h/, /, ''",
        "https://h/a, /a, /a",
        "https://h/a/, /a/, /a",
        "https://h/a/?q/#f/, /a/, /a",
        "https://h/a#f?q, /a, /a",
        "https://h?q/, '', ''",
        "https://h#f/, '', ''"
    })
    void pathEndsBeforeQueryAndFragment(String url, String path, String withoutSlash) {
        assertThat(of(url).path()).isEqualTo(path);
        assertThat(of(url).pathOrRoot()).isEqualTo(withoutSlash);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a, false, false",
        "https://h?, true, false",
        "https://h/a?q, true, false",
        "https://h#, false, true",
        "https://h/a?q#f, true, true",
        "https://h/a#f?q, false, true",
        "https://h#f?q, false, true",
        "https://h?q#f?g, true, true"
    })
    void questionMarkInAFragmentIsNotAQuery(String url, boolean hasQuery, boolean hasFragment) {
        assertThat(of(url).hasQuery()).isEqualTo(hasQuery);
        assertThat(of(url).hasFragment()).isEqualTo(hasFragment);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h, true",
        "http://h, true",
        "ftp://h, false",
        "h, false",
        "https://, false",
        "https://:6443, false"
    })
    void webAddressHasAHostAndTheSchemeOfTheWeb(String url, boolean expected) {
        assertThat(of(url).isWebAddress()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host", "HOST.example", "a-1.b", "[::1]", "[2001:DB8::A]", "[2001:db8::f]", "[::ffff:192.0.2.1]"
            })
    void ipAddressOrDnsNameIsAValidHost(String host) {
        assertThat(ofHost(host).hasValidHost()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a_b",
                "-a",
                "",
                "[]",
                "[zz]",
                "[::g]",
                "[fe80::1%eth0]",
                "[1:2]",
                "[1::2::3]",
                "[192.0.2.1]",
                "[abc]",
                "[::\uff11]",
                "[::1;]"
            })
    void hostThatIsNeitherAnIpAddressNorADnsNameIsInvalid(String host) {
        assertThat(ofHost(host).hasValidHost()).isFalse();
        assertThat(ofHost(host).ipv4()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a/b",
                "/a~!",
                "/a%2Fb",
                "/%af",
                "/%20",
                "/%0a",
                "/%41",
                "/a..b/..c",
                "/...",
                "/.",
                "/a?\"#\""
            })
    void pathWithAllowedCharactersIsValid(String path) {
        assertThat(ofHost("h" + path).hasValidPath()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a b",
                "/\u001f",
                "/\u007f",
                "/\u00e9",
                "/\"",
                "/'",
                "/`",
                "/\\",
                "/{",
                "/}",
                "/<",
                "/>",
                "/|",
                "/^",
                "\\",
                "/%",
                "/%4",
                "/%g1",
                "/%1g",
                "/a%2",
                "/..",
                "/a/..",
                "/../a",
                "/a/../b",
                "/%2e%2E/a",
                "/.%2e"
            })
    void pathWithOtherCharactersOrDotSegmentsIsInvalid(String path) {
        assertThat(ofHost("h" + path).hasValidPath()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a, true",
        "https://192.0.2.1, true",
        "ftp://h/a, false",
        "https://a_b/a, false",
        "https://h/a b, false"
    })
    void addressIsComparableIfEachOfItsPartsIsValid(String url, boolean expected) {
        assertThat(of(url).isComparable()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1", "[::ffff:192.0.2.1], 192.0.2.1", "[::ffff:c000:0201], 192.0.2.1", "[::1],", "h,"
    })
    void mappedIpv6AddressIsAnIpv4Address(String host, String ipv4) {
        assertThat(ofHost(host).ipv4()).isEqualTo(ipv4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.1",
                "169.254.1.2",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[fe80::1]",
                "[febf::1]",
                "[::ffff:127.0.0.1]"
            })
    void loopbackUnspecifiedAndLinkLocalAddressesAreOnlyLocal(String host) {
        assertThat(ofHost(host).isOnlyLocal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "128.0.0.1",
                "169.253.1.2",
                "0.0.0.1",
                "127.example.com",
                "169.254.example.com",
                "localhost",
                "[2001:db8::1]",
                "[fec0::1]",
                "[::ffff:192.0.2.1]",
                "[zz]"
            })
    void otherAddressesAndNamesAreNotOnlyLocal(String host) {
        assertThat(ofHost(host).isOnlyLocal()).isFalse();
    }

    @Test
    void hostHasOneCanonicalSpelling() {
        assertThat(ofHost("Host.EXAMPLE").canonicalHost()).isEqualTo("host.example");
        assertThat(ofHost("[2001:DB8:0:0::1]").canonicalHost())
                .isEqualTo(ofHost("[2001:db8::0:1]").canonicalHost())
                .isNotEqualTo(ofHost("[2001:db8::2]").canonicalHost());
        assertThat(ofHost("[::ffff:192.0.2.1]").canonicalHost())
                .isEqualTo(ofHost("192.0.2.1").canonicalHost())
                .isEqualTo("192.0.2.1");
        assertThat(ofHost("[ZZ]").canonicalHost()).isEqualTo("zz");
    }

    @Test
    void identityIsTheSameForAllUrlsOfOneServer() {
        assertThat(of("HTTPS://HOST/").identity())
                .isEqualTo(of("https://host:443").identity())
                .isEqualTo("https://host:443");
        assertThat(of("https://u@host/a/?q#f").identity()).isEqualTo("https://host:443/a");
        assertThat(of("http://host").identity()).isEqualTo("http://host:80");
    }
}
