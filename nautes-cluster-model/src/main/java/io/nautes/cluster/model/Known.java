package io.nautes.cluster.model;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The annotated {@link WireValue} is one that this version of the library knows, or is absent. */
@Documented
@Constraint(validatedBy = Known.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Known {
    /**
     * The message of a violation.
     *
     * @return a message template
     */
    String message() default "must be one of the known values";

    /**
     * Whether absence is a violation.
     *
     * @return {@code true} if a value must be given
     */
    boolean required() default false;

    /**
     * The groups this constraint belongs to.
     *
     * @return none by default
     */
    Class<?>[] groups() default {};

    /**
     * The payload of a violation.
     *
     * @return none by default
     */
    Class<? extends Payload>[] payload() default {};

    /** Checks the constraint. */
    final class Validator implements ConstraintValidator<Known, WireValue> {
        private boolean required;

        /** Called by the Bean Validation provider. */
        public Validator() {}

        @Override
        public void initialize(Known constraint) {
            required = constraint.required();
        }

        @Override
        public boolean isValid(@Nullable WireValue value, ConstraintValidatorContext context) {
            return (value == null || value.value().isEmpty()) ? !required : value.isKnown();
        }
    }
}
