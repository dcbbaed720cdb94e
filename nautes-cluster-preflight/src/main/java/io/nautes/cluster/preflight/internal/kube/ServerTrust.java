package io.nautes.cluster.preflight.internal.kube;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A trust manager that delegates to one of the JDK and reports why a certificate is refused. */
final class ServerTrust extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final X509ExtendedTrustManager trust;

    private ServerTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    /**
     * Creates a trust manager.
     *
     * @param authorities the certificates to trust; {@code null} for those of the Java runtime
     */
    static ServerTrust of(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return new ServerTrust(extended);
            }
        }
        throw new GeneralSecurityException("the Java runtime has no trust manager");
    }

    /** The reason why a certificate is refused. */
    static final class RefusedCertificateException extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final Reason reason;
        private final String detail;

        RefusedCertificateException(Reason reason, String detail, Throwable cause) {
            super(reason + " " + detail, cause);
            this.reason = reason;
            this.detail = detail;
        }

        Reason reason() {
            return reason;
        }

        /** Returns the names in the certificate, or the time that it is valid. */
        String detail() {
            return detail;
        }
    }

    enum Reason {
        UNTRUSTED,
        EXPIRED,
        OTHER_HOST
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw refused(chain, e);
        }
        try {
            trust.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new RefusedCertificateException(Reason.OTHER_HOST, String.join(", ", names(chain[0])), e);
        }
    }

    private static CertificateException refused(X509Certificate[] chain, CertificateException failure) {
        for (X509Certificate certificate : chain) {
            try {
                certificate.checkValidity();
            } catch (CertificateExpiredException | CertificateNotYetValidException e) {
                return new RefusedCertificateException(
                        Reason.EXPIRED,
                        certificate.getNotBefore().toInstant() + " – "
                                + certificate.getNotAfter().toInstant(),
                        failure);
            }
        }
        return new RefusedCertificateException(Reason.UNTRUSTED, "", failure);
    }

    private static List<String> names(X509Certificate certificate) throws CertificateException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> name : alternatives) {
                if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
                    names.add(String.valueOf(name.get(1)));
                }
            }
        }
        return names.isEmpty() ? List.of(certificate.getSubjectX500Principal().getName()) : names;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
