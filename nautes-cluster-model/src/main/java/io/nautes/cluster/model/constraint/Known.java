package io.nautes.cluster.model.constraint;

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

/** The annotated value is one that this version of the library knows. */
@Documented
@Constraint(validatedBy = Known.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Known.List.class)
public @interface Known {
    /** Returns the code of the finding, in braces. */
    String message();

    /** Returns the groups in which the constraint is checked. */
    Class<?>[] groups() default {};

    /** Returns the payload, such as the severity. */
    Class<? extends Payload>[] payload() default {};

    /** Returns whether an empty value counts as absent, and so as known. */
    boolean emptyIsAbsent() default true;

    /** Several of these constraints on one element. */
    @Documented
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        /** Returns the constraints. */
        Known[] value();
    }

    /** Checks the constraint. */
    final class Validator implements ConstraintValidator<Known, OpenValue> {
        private boolean emptyIsAbsent;

        /** Creates a validator; called by the provider. */
        public Validator() {}

        @Override
        public void initialize(Known constraint) {
            emptyIsAbsent = constraint.emptyIsAbsent();
        }

        @Override
        public boolean isValid(@Nullable OpenValue value, ConstraintValidatorContext context) {
            return value == null
                    || value.isKnown()
                    || (emptyIsAbsent && value.value().isEmpty());
        }
    }
}
