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

/** A validator for the constraints of a request's fields. The provider starts at the first use. */
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

    /** Returns the constraints of a custom validator factory. */
    public static FieldConstraints of(ValidatorFactory factory) {
        Validator validator = factory.getValidator();
        return new FieldConstraints(() -> validator);
    }

    public FieldViolations check(ClusterRequest request) {
        Set<ConstraintViolation<ClusterRequest>> violations =
                validator.get().validate(request, Default.class, Warnings.class);
        return violations.isEmpty() ? FieldViolations.NONE : FieldViolations.of(violations);
    }

    /** A holder that starts the provider at the first use, because the start takes a few hundred milliseconds. */
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
     * Returns templates unchanged. The text of a finding is created in the reader's language when it is read, so it is
     * not needed here. This also makes the bundles independent of the class loader of the calling thread.
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

    /** Treats all fields as reachable: records have no lazily loaded fields, so a lookup of JPA is not needed. */
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
