package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.internal.support.TokenFile;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The authentication of a {@link VaultKubeconfigStore} to Vault: a token, or a login that returns one.
 *
 * <p>A token from a login is renewed in the background when two thirds of its lease have passed, as long as Vault
 * extends it. If Vault no longer extends the lease or refuses the token, the store logs in again. Credentials come from
 * {@link CredentialSupplier}s, which are asked at each login.
 *
 * <p>The methods are those of Vault's documentation: "Token auth method", "AppRole auth method", "Response wrapping",
 * "Kubernetes auth method" and "JWT/OIDC auth method". Immutable; it cannot print a secret.
 */
public final class VaultLogin {
    /** Where Kubernetes mounts the token of a pod's service account. */
    private static final Path SERVICE_ACCOUNT_TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    /** The ways to obtain a token. */
    enum Method {
        TOKEN,
        RENEWED_TOKEN,
        APP_ROLE,
        WRAPPED_APP_ROLE,
        JWT
    }

    private final Method method;
    private final String mount;
    private final String role;
    private final @Nullable CredentialSupplier<AccessToken> credential;

    private VaultLogin(Method method, String mount, String role, @Nullable CredentialSupplier<AccessToken> credential) {
        this.method = method;
        this.mount = mount;
        this.role = Objects.requireNonNull(role, "role");
        this.credential = credential;
    }

    /** A supplier of a constant value, which cannot be renewed. */
    record Fixed(AccessToken credential) implements CredentialSupplier<AccessToken> {
        Fixed {
            Objects.requireNonNull(credential, "token");
        }
    }

    /** A supplier of the content of a file. */
    record TokenFileSupplier(TokenFile file) implements CredentialSupplier<AccessToken> {
        @Override
        public AccessToken credential() {
            return file.token();
        }

        @Override
        public AccessToken renewed(AccessToken refused) {
            return file.reread();
        }
    }

    /**
     * Returns a token that is used as it is.
     *
     * @param token the token
     * @return the login
     */
    public static VaultLogin token(AccessToken token) {
        return new VaultLogin(Method.TOKEN, "", "", new Fixed(token));
    }

    /**
     * Returns tokens from a supplier, which is asked for each request and once more when Vault refuses a token.
     *
     * @param tokens the supplier
     * @return the login
     */
    public static VaultLogin token(CredentialSupplier<AccessToken> tokens) {
        return new VaultLogin(Method.TOKEN, "", "", Objects.requireNonNull(tokens, "tokens"));
    }

    /**
     * Returns a token that the store renews in the background, from its first request until it is closed, after two
     * thirds of the lease. A token that cannot be renewed is used unchanged.
     *
     * @param token the token; its policies must allow {@code auth/token/renew-self}, as Vault's default policy does
     * @return the login
     */
    public static VaultLogin renewedToken(AccessToken token) {
        return new VaultLogin(Method.RENEWED_TOKEN, "", "", new Fixed(token));
    }

    /**
     * Returns the token in a file, such as the sink of a Vault Agent. The file is read again when it changes, and when
     * Vault refuses the token. White space around the token is ignored.
     *
     * @param file the file, of at most 64 KiB; it need not exist yet
     * @return the login
     */
    public static VaultLogin tokenFile(Path file) {
        return new VaultLogin(Method.TOKEN, "", "", new TokenFileSupplier(new TokenFile(file)));
    }

    /**
     * Returns a login with an AppRole that has no secret ID ({@code bind_secret_id=false}), mounted at {@code approle}.
     *
     * @param roleId the role ID
     * @return the login
     */
    public static VaultLogin appRole(String roleId) {
        return new VaultLogin(Method.APP_ROLE, "approle", roleId, null);
    }

    /**
     * Returns a login with an AppRole, mounted at {@code approle}.
     *
     * @param roleId the role ID
     * @param secretId the secret ID
     * @return the login
     */
    public static VaultLogin appRole(String roleId, AccessToken secretId) {
        return new VaultLogin(Method.APP_ROLE, "approle", roleId, new Fixed(secretId));
    }

    /**
     * Returns a login with an AppRole, mounted at {@code approle}, whose secret ID may change.
     *
     * @param roleId the role ID
     * @param secretIds supplies the secret ID
     * @return the login
     */
    public static VaultLogin appRole(String roleId, CredentialSupplier<AccessToken> secretIds) {
        return new VaultLogin(Method.APP_ROLE, "approle", roleId, Objects.requireNonNull(secretIds, "secretIds"));
    }

    /**
     * Returns a login with an AppRole, mounted at {@code approle}, whose secret ID is delivered in a wrapped response. The
     * store unwraps it once and keeps it for later logins; it unwraps another one when the supplier has a new wrapping
     * token.
     *
     * @param roleId the role ID
     * @param wrappingTokens supplies the wrapping token
     * @return the login
     */
    public static VaultLogin wrappedAppRole(String roleId, CredentialSupplier<AccessToken> wrappingTokens) {
        return new VaultLogin(
                Method.WRAPPED_APP_ROLE, "approle", roleId, Objects.requireNonNull(wrappingTokens, "wrappingTokens"));
    }

    /**
     * Returns a login with the service account of the pod that the program runs in, mounted at {@code kubernetes}. The
     * account's token is read from {@code /var/run/secrets/kubernetes.io/serviceaccount/token} again when it changed.
     *
     * @param role the role in Vault
     * @return the login
     */
    public static VaultLogin kubernetes(String role) {
        return kubernetes(role, new TokenFileSupplier(new TokenFile(SERVICE_ACCOUNT_TOKEN)));
    }

    /**
     * Returns a login with a service account of Kubernetes, mounted at {@code kubernetes}.
     *
     * @param role the role in Vault
     * @param tokens supplies the service account's token, a JWT
     * @return the login
     */
    public static VaultLogin kubernetes(String role, CredentialSupplier<AccessToken> tokens) {
        return new VaultLogin(Method.JWT, "kubernetes", role, Objects.requireNonNull(tokens, "tokens"));
    }

    /**
     * Returns a login with a JWT, such as that of a CI job, mounted at {@code jwt}.
     *
     * @param role the role in Vault
     * @param tokens supplies the JWT
     * @return the login
     */
    public static VaultLogin jwt(String role, CredentialSupplier<AccessToken> tokens) {
        return new VaultLogin(Method.JWT, "jwt", role, Objects.requireNonNull(tokens, "tokens"));
    }

    /**
     * Returns a copy with another mount of its method.
     *
     * @param value the mount, such as {@code kubernetes-prod}
     * @return the login
     * @throws IllegalArgumentException if it is not a path, or if this is a token, which has no mount
     */
    public VaultLogin withMount(String value) {
        if (!isLogin()) {
            throw new IllegalArgumentException(
                    "a token has no mount (got \"" + value + "\"); set one of a login with an AppRole or a JWT");
        }
        return new VaultLogin(method, VaultPaths.path("the mount of the login", value), role, credential);
    }

    Method method() {
        return method;
    }

    String mount() {
        return mount;
    }

    String role() {
        return role;
    }

    @Nullable
    CredentialSupplier<AccessToken> credential() {
        return credential;
    }

    /** Returns whether a token must be requested. */
    boolean isLogin() {
        return method != Method.TOKEN && method != Method.RENEWED_TOKEN;
    }

    /** Returns whether the role is kept out of messages, as the role ID of an AppRole is. */
    boolean hidesRole() {
        return method == Method.APP_ROLE || method == Method.WRAPPED_APP_ROLE;
    }

    /** Returns the method and its mount, without a secret. */
    @Override
    public String toString() {
        return "VaultLogin[" + method + (mount.isEmpty() ? "" : " at " + mount) + "]";
    }
}
