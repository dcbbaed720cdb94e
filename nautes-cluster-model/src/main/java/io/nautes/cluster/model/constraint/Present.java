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

/** The annotated value is given: it is neither {@code null} nor empty. */
@Documented
@Constraint(validatedBy = Present.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Present.List.class)
public @interface Present {
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
        Present[] value();
    }

    /** Checks the constraint. */
    final class Validator implements ConstraintValidator<Present, OpenValue> {
        /** Creates a validator; called by the provider. */
        public Validator() {}

        @Override
        public boolean isValid(@Nullable OpenValue value, ConstraintValidatorContext context) {
            return value != null && !value.value().isEmpty();
        }
    }
}
