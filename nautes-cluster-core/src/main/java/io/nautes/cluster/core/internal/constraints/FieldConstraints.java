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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.validator.HibernateValidator;

/**
 * A validator for the constraints of a request's fields. The provider starts at the first use.
 *
 * <p>The standard validator looks for warnings only at the request's own fields and at the elements of their containers,
 * because the annotations of the model have no warnings for the fields of components and other nested records. A second
 * pass over these takes 18% of the time and of the memory of the whole validation. A custom factory may add such warnings,
 * so it validates everything in both groups.
 */
public final class FieldConstraints {
    private static final FieldConstraints STANDARD = new FieldConstraints(Standard::validate);

    private final Function<ClusterRequest, Collection<ConstraintViolation<ClusterRequest>>> validation;

    private FieldConstraints(Function<ClusterRequest, Collection<ConstraintViolation<ClusterRequest>>> validation) {
        this.validation = validation;
    }

    /** Returns the constraints of the model's annotations, run by Hibernate Validator. */
    public static FieldConstraints standard() {
        return STANDARD;
    }

    /** Returns the constraints of a custom validator factory. */
    public static FieldConstraints of(ValidatorFactory factory) {
        Validator validator = factory.getValidator();
        return new FieldConstraints(request -> validator.validate(request, Default.class, Warnings.class));
    }

    public FieldViolations check(ClusterRequest request) {
        Collection<ConstraintViolation<ClusterRequest>> violations = validation.apply(request);
        return violations.isEmpty() ? FieldViolations.NONE : FieldViolations.of(violations);
    }

    /** A holder that starts the provider at the first use, because the start takes a few hundred milliseconds. */
    private static final class Standard {
        private static final ValidatorFactory FACTORY = Validation.byProvider(HibernateValidator.class)
                .providerResolver(() -> List.of(new HibernateValidator()))
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new TemplatesOnly())
                .traversableResolver(new Reachable(true))
                .enableTraversableResolverResultCache(false)
                .buildValidatorFactory();
        private static final Validator ALL_FIELDS = FACTORY.getValidator();
        private static final Validator OWN_FIELDS =
                FACTORY.usingContext().traversableResolver(new Reachable(false)).getValidator();

        static Collection<ConstraintViolation<ClusterRequest>> validate(ClusterRequest request) {
            Set<ConstraintViolation<ClusterRequest>> errors = ALL_FIELDS.validate(request, Default.class);
            Set<ConstraintViolation<ClusterRequest>> warnings = OWN_FIELDS.validate(request, Warnings.class);
            if (errors.isEmpty() || warnings.isEmpty()) {
                return errors.isEmpty() ? warnings : errors;
            }
            List<ConstraintViolation<ClusterRequest>> both = new ArrayList<>(errors);
            both.addAll(warnings);
            return both;
        }
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

    /**
     * Treats all fields as reachable: records have no lazily loaded fields, so a lookup of JPA is not needed.
     *
     * @param isDeep whether the fields of nested records are reachable, too
     */
    private record Reachable(boolean isDeep) implements TraversableResolver {
        @Override
        public boolean isReachable(
                Object object, Path.Node property, Class<?> root, Path path, ElementType elementType) {
            return true;
        }

        @Override
        public boolean isCascadable(
                Object object, Path.Node property, Class<?> root, Path path, ElementType elementType) {
            return isDeep;
        }
    }
}
