package io.nautes.cluster.core.internal.constraints;

import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.constraint.Warnings;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.groups.Default;
import java.lang.annotation.ElementType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.validator.HibernateValidator;

/** Validates the constraints of a request's fields. The provider starts at the first use. */
public final class FieldConstraints {
    private static final FieldConstraints STANDARD = new FieldConstraints(() -> Standard.VALIDATOR);

    private final Supplier<Validator> validator;

    private FieldConstraints(Supplier<Validator> validator) {
        this.validator = validator;
    }

    /** Returns the constraints of the model's annotations, run by Hibernate Validator. */
    public static FieldConstraints standard() {
        return STANDARD;
    }

    /** Returns the constraints as a program's own factory has them. */
    public static FieldConstraints of(ValidatorFactory factory) {
        Validator validator = factory.getValidator();
        return new FieldConstraints(() -> validator);
    }

    public FieldViolations check(ClusterRequest request) {
        Set<ConstraintViolation<ClusterRequest>> violations =
                validator.get().validate(request, Default.class, Warnings.class);
        return violations.isEmpty() ? FieldViolations.NONE : FieldViolations.of(violations);
    }

    /** Started by its first use, and only once: it takes some hundred milliseconds. */
    private static final class Standard {
        static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
                .providerResolver(() -> List.of(new HibernateValidator()))
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new TemplatesOnly())
                .traversableResolver(new EverythingReachable())
                .enableTraversableResolverResultCache(false)
                .buildValidatorFactory()
                .getValidator();
    }

    /**
     * Leaves templates as they are. Findings get their texts when somebody reads them, in the reader's language, so none
     * is made here; and no bundle depends on the class loader of the calling thread.
     */
    private static final class TemplatesOnly implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }

    /** Records have no fields that are loaded later, so there is no need to look for JPA. */
    private static final class EverythingReachable implements TraversableResolver {
        @Override
        public boolean isReachable(
                Object object, Path.Node property, Class<?> root, Path path, ElementType elementType) {
            return true;
        }

        @Override
        public boolean isCascadable(
                Object object, Path.Node property, Class<?> root, Path path, ElementType elementType) {
            return true;
        }
    }
}
