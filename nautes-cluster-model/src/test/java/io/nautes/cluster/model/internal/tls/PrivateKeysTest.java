package io.nautes.cluster.model.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in all forms that kubeconfigs have, taken from the JDK's own form. */
class PrivateKeysTest {
    private static KeyPair pair(String algorithm, int size) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static byte[] pem(String kind, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("# comment\n-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\nmore\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the content of the third element of PKCS #8, which is the older form (RFC 5208, section 5). */
    private static byte[] olderForm(byte[] pkcs8) {
        ByteBuffer der = ByteBuffer.wrap(pkcs8);
        enter(der);
        skip(der);
        skip(der);
        byte[] content = new byte[enter(der)];
        der.get(content);
        return content;
    }

    private static int enter(ByteBuffer der) {
        der.get();
        int length = der.get() & 0xFF;
        if (length < 0x80) {
            return length;
        }
        int bytes = length & 0x7F;
        int content = 0;
        for (int i = 0; i < bytes; i++) {
            content = content * 256 + (der.get() & 0xFF);
        }
        return content;
    }

    private static void skip(ByteBuffer der) {
        int length = enter(der);
        der.position(der.position() + length);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, 1024, RSA PRIVATE KEY",
        "RSA, 2048, RSA PRIVATE KEY",
        "RSA, 4096, RSA PRIVATE KEY",
        "EC, 256, EC PRIVATE KEY",
        "EC, 384, EC PRIVATE KEY",
        "EC, 521, EC PRIVATE KEY"
    })
    void keyIsTheSameInBothForms(String algorithm, int size, String kind) throws NoSuchAlgorithmException {
        KeyPair pair = pair(algorithm, size);
        byte[] pkcs8 = pair.getPrivate().getEncoded();

        assertThat(PrivateKeys.read(pem("PRIVATE KEY", pkcs8), pair.getPublic()))
                .contains(pair.getPrivate());
        assertThat(PrivateKeys.read(pem(kind, olderForm(pkcs8)), pair.getPublic())
                        .orElseThrow()
                        .getEncoded())
                .isEqualTo(PrivateKeys.read(pem("PRIVATE KEY", pkcs8), pair.getPublic())
                        .orElseThrow()
                        .getEncoded());
    }

    @ParameterizedTest
    @CsvSource({"RSA, 1024", "RSA, 2048", "EC, 256", "EC, 384", "EC, 521", "Ed25519, 255", "RSASSA-PSS, 2048"})
    void keyBelongsToThePublicKeyOfItsPair(String algorithm, int size) throws GeneralSecurityException {
        KeyPair pair = pair(algorithm, size);
        KeyPair other = pair(algorithm, size);

        assertThat(PrivateKeys.belongsTo(pair.getPrivate(), pair.getPublic())).isTrue();
        assertThat(PrivateKeys.belongsTo(pair.getPrivate(), other.getPublic())).isFalse();
    }

    @Test
    void keyOfAnotherCurveDoesNotBelongToThePublicKey() throws GeneralSecurityException {
        assertThat(PrivateKeys.belongsTo(
                        pair("EC", 256).getPrivate(), pair("EC", 384).getPublic()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void damagedRsaKeyDoesNotBelongToThePublicKey(int damaged) throws GeneralSecurityException {
        KeyPair pair = pair("RSA", 1024);
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        BigInteger[] numbers = {
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            key.getPrimeExponentP(),
            key.getPrimeExponentQ(),
            key.getCrtCoefficient()
        };
        numbers[damaged] = numbers[damaged].flipBit(100);
        PrivateKey other = KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        key.getModulus(),
                        key.getPublicExponent(),
                        numbers[0],
                        numbers[1],
                        numbers[2],
                        numbers[3],
                        numbers[4],
                        numbers[5]));

        assertThat(other).isInstanceOf(RSAPrivateCrtKey.class);
        assertThat(PrivateKeys.belongsTo(other, pair.getPublic())).isFalse();
    }

    @Test
    void rsaKeyWithoutAPublicExponentIsVerifiedByASignature() throws GeneralSecurityException {
        KeyPair pair = pair("RSA", 1024);
        RSAPrivateKey key = (RSAPrivateKey) pair.getPrivate();
        PrivateKey keyWithoutExponent = KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateKeySpec(key.getModulus(), key.getPrivateExponent()));

        assertThat(keyWithoutExponent).isNotInstanceOf(RSAPrivateCrtKey.class);
        assertThat(PrivateKeys.belongsTo(keyWithoutExponent, pair.getPublic())).isTrue();
        assertThat(PrivateKeys.belongsTo(keyWithoutExponent, pair("RSA", 1024).getPublic()))
                .isFalse();
    }

    @Test
    void invalidKeyIsNotRead() throws NoSuchAlgorithmException {
        KeyPair pair = pair("EC", 256);
        byte[] pkcs8 = pair.getPrivate().getEncoded();

        assertThat(PrivateKeys.read(new byte[0], pair.getPublic())).isEmpty();
        assertThat(PrivateKeys.read(pem("ENCRYPTED PRIVATE KEY", pkcs8), pair.getPublic()))
                .isEmpty();
        assertThat(PrivateKeys.read(pem("PRIVATE KEY", new byte[] {1, 2, 3}), pair.getPublic()))
                .isEmpty();
        assertThat(PrivateKeys.read(pem("PRIVATE KEY", pkcs8), pair("RSA", 1024).getPublic()))
                .isEmpty();
        assertThat(PrivateKeys.read(
                        "-----BEGIN PRIVATE KEY-----\nAAA\n-----END RSA PRIVATE KEY-----"
                                .getBytes(StandardCharsets.US_ASCII),
                        pair.getPublic()))
                .isEmpty();
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (length >= 0x100) {
            der.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8)});
        } else if (length >= 0x80) {
            der.write(0x81);
        }
        der.write(length);
        der.writeBytes(content.toByteArray());
        return der.toByteArray();
    }

    /** The lengths of the key, and of what it is packed into, have one, two and three bytes. */
    @Test
    void keyOfAnyLengthIsRead() throws NoSuchAlgorithmException {
        KeyPair pair = pair("EC", 256);
        byte[] version = element(0x02, new byte[] {1});
        byte[] scalar = Arrays.copyOfRange(olderForm(pair.getPrivate().getEncoded()), 5, 39);

        assertThat(scalar).startsWith(0x04, 32);
        for (int padding = 0; padding < 250; padding++) {
            byte[] key = element(0x30, version, scalar, element(0xA0, new byte[padding]));
            assertThat(PrivateKeys.read(pem("EC PRIVATE KEY", key), pair.getPublic())
                            .map(read -> ((ECPrivateKey) read).getS()))
                    .as("%d bytes", key.length)
                    .contains(((ECPrivateKey) pair.getPrivate()).getS());
        }
    }

    /** That of DSA has its parameters, which take some hundred bytes. */
    @Test
    void algorithmOfAnyLengthIsTakenFromThePublicKey() throws NoSuchAlgorithmException {
        KeyPair pair = pair("DSA", 1024);

        assertThat(PrivateKeys.read(
                        pem("EC PRIVATE KEY", olderForm(pair.getPrivate().getEncoded())), pair.getPublic()))
                .contains(pair.getPrivate());
    }
}
