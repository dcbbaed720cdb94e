package io.nautes.cluster.model.constraint;

import io.nautes.cluster.model.internal.syntax.ServerAddress;
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

/** The host of the annotated URL is not a loopback, unspecified or link-local address, which other machines cannot reach. */
@Documented
@Constraint(validatedBy = ReachableAddress.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ReachableAddress.List.class)
public @interface ReachableAddress {
    /** Returns the code of the finding, in braces. */
    String message();

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
        ReachableAddress[] value();
    }

    /** Checks the constraint. */
    final class Validator implements ConstraintValidator<ReachableAddress, String> {
        /** Creates a validator; called by the provider. */
        public Validator() {}

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || value.isEmpty() || !isOnlyLocal(ServerAddress.parse(value));
        }

        private static boolean isOnlyLocal(ServerAddress address) {
            return address.isWebAddress() && address.isOnlyLocal();
        }
    }
}
