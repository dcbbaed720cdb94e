package io.nautes.cluster.model.constraint;

import io.nautes.cluster.model.internal.syntax.ApiServerSchema;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import io.nautes.cluster.model.internal.syntax.Syntax;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * The annotated text is a URL that the resource definition of Nautes 0.4 accepts for an API server: absolute, http or
 * https, with a host, and nothing but a port and a path after it. Each fault is a violation with a separate message key.
 */
@Documented
@Constraint(validatedBy = ApiServerUrl.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ApiServerUrl.List.class)
public @interface ApiServerUrl {
    /** Returns the code of the finding, in braces. */
    String message() default "{api_server_malformed}";

    /** Returns the groups in which the constraint is checked. */
    Class<?>[] groups() default {};

    /** Returns the payload, such as the severity. */
    Class<? extends Payload>[] payload() default {};

    /** Several of these constraints on one element. */
    @Documented
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        /** Returns the constraints. */
        ApiServerUrl[] value();
    }

    /** Checks the constraint. */
    final class Validator implements ConstraintValidator<ApiServerUrl, String> {
        /** Creates a validator; called by the provider. */
        public Validator() {}

        @Override
        public boolean isValid(@Nullable String url, ConstraintValidatorContext context) {
            if (url == null || url.isEmpty()) {
                return true;
            }
            ServerAddress address = ServerAddress.parse(url);
            if (!address.isWebAddress()) {
                return false;
            }
            Faults faults = new Faults(context);
            checkParts(url, address, faults);
            boolean hasOnlyItsParts = faults.isNone();
            String port = address.port();
            if (port != null && (Syntax.port(port) < 0 || port.startsWith("0"))) {
                faults.add("{api_server_port_out_of_range}");
            }
            if (!address.hasValidHost()) {
                faults.add("{api_server_host_malformed}");
            } else if (hasOnlyItsParts && !ApiServerSchema.accepts(url)) {
                faults.add("{api_server_host_refused}");
            }
            return faults.isNone();
        }

        private static void checkParts(String url, ServerAddress address, Faults faults) {
            if (address.userInfo() != null) {
                faults.add("{api_server_user_info}");
            }
            if (Syntax.hasWhiteSpace(url)) {
                faults.add("{api_server_white_space}");
            } else if (!address.hasValidPath()) {
                faults.add("{api_server_path_malformed}");
            }
            if (address.hasQuery()) {
                faults.add("{api_server_query}");
            }
            if (address.hasFragment()) {
                faults.add("{api_server_fragment}");
            }
        }

        /** Collects the faults of one URL. */
        private static final class Faults {
            private final ConstraintValidatorContext context;
            private boolean none = true;

            Faults(ConstraintValidatorContext context) {
                this.context = context;
            }

            boolean isNone() {
                return none;
            }

            void add(String template) {
                if (none) {
                    context.disableDefaultConstraintViolation();
                    none = false;
                }
                context.buildConstraintViolationWithTemplate(template).addConstraintViolation();
            }
        }
    }
}
