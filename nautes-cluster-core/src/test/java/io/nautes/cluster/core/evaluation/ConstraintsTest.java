package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.Verdicts;
import io.nautes.cluster.core.internal.finding.ConstraintText;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterKind;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WorkerType;
import io.nautes.cluster.model.constraint.ConstraintSeverity;
import io.nautes.cluster.model.constraint.Warnings;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.cfg.defs.SizeDef;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The constraints of the model, as Hibernate Validator alone and as the evaluator reports them. */
class ConstraintsTest {
    private static final ValidatorFactory ENGLISH = factory(Locale.ENGLISH);
    private static final ValidatorFactory CHINESE = factory(Locale.SIMPLIFIED_CHINESE);

    /** Breaks every constraint at least once, as far as they do not exclude each other. */
    private static final ClusterRequest BROKEN = ClusterRequest.builder()
            .apiServer("http://127.0.0.1:0?x#y")
            .clusterKind(ClusterKind.of("k3s"))
            .clusterType(ClusterType.of("Virtual"))
            .usage(null)
            .workerType(WorkerType.of("batch"))
            .hostCluster("Host_1")
            .primaryDomain("a_b")
            .vcluster(new Vcluster("x"))
            .component(
                    ComponentCategory.MULTI_TENANT, Component.of("hnc", "My NS").withAddition("", "x"))
            .allowInReservedNamespace("argocd", "Shop", "")
            .allowClusterResources("my shop", new ClusterScopedResource("", null))
            .allowClusterResources("bank", new ClusterScopedResource("a b", "c"))
            .build();

    private static ValidatorFactory factory(Locale locale) {
        return Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator(
                        Set.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE), locale, false))
                .buildValidatorFactory();
    }

    @AfterAll
    static void close() {
        ENGLISH.close();
        CHINESE.close();
    }

    private static Set<ConstraintViolation<ClusterRequest>> all(ValidatorFactory factory, ClusterRequest request) {
        return factory.getValidator().validate(request, Default.class, Warnings.class);
    }

    private static String code(ConstraintViolation<?> violation) {
        return violation.getMessageTemplate().replaceAll("[{}]", "");
    }

    private static Set<String> texts(Set<ConstraintViolation<ClusterRequest>> violations) {
        return violations.stream()
                .map(violation -> code(violation) + ": " + violation.getMessage())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource
    void validRequestHasNoViolation(ClusterCategory category) {
        assertThat(all(ENGLISH, Requests.of(category))).isEmpty();
    }

    static Stream<RuleCase> cases() {
        return RulesTest.cases()
                .filter(mistake -> ConstraintText.isKnown(mistake.code().code()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void validatorReportsTheSameCodeAndTextAsTheEvaluator(RuleCase mistake) {
        Finding finding =
                ClusterEvaluator.standard().evaluate(mistake.name(), mistake.request()).report().findings().stream()
                        .filter(one -> one.code().equals(mistake.code().code()))
                        .findFirst()
                        .orElseThrow();

        for (ValidatorFactory factory : List.of(ENGLISH, CHINESE)) {
            Locale locale = factory == ENGLISH ? Locale.ENGLISH : Locale.CHINESE;
            assertThat(all(factory, mistake.request()))
                    .filteredOn(violation -> code(violation).equals(finding.code()))
                    .singleElement()
                    .satisfies(violation -> {
                        String received = finding.text()
                                .message(locale)
                                .substring(violation.getMessage().length());
                        assertThat(violation.getMessage() + received)
                                .isEqualTo(finding.text().message(locale));
                        assertThat(received)
                                .matches(factory == ENGLISH ? " \\(got (none|\".*\")\\)" : "（(未填写|收到“.*”)）");
                    });
        }
    }

    @Test
    void everyConstraintIsReportedByBothWithOneFindingPerFault() {
        Set<String> alone =
                all(ENGLISH, BROKEN).stream().map(ConstraintsTest::code).collect(Collectors.toSet());

        assertThat(alone)
                .contains(
                        "api_server_query",
                        "api_server_fragment",
                        "api_server_port_out_of_range",
                        "api_server_not_encrypted",
                        "api_server_not_reachable",
                        "cluster_kind_unknown",
                        "cluster_type_unknown",
                        "usage_missing",
                        "worker_type_unknown",
                        "host_cluster_not_a_label",
                        "primary_domain_not_a_dns_name",
                        "vcluster_port_malformed",
                        "component_namespace_not_a_label",
                        "addition_key_empty",
                        "product_name_malformed",
                        "product_name_not_a_label",
                        "cluster_resource_kind_empty",
                        "cluster_resource_group_empty",
                        "cluster_resource_white_space");
        assertThat(ClusterEvaluator.standard().evaluate("c1", BROKEN).report().findings())
                .extracting(finding -> finding.pointer() + " " + finding.code())
                .doesNotHaveDuplicates()
                .contains(
                        "/api_server api_server_query",
                        "/components_list/multi_tenant/namespace component_namespace_not_a_label",
                        "/components_list/multi_tenant/additions addition_key_empty",
                        "/reserved_namespaces_allowed_products/argocd/0 product_name_not_a_label",
                        "/reserved_namespaces_allowed_products/argocd/1 product_name_malformed",
                        "/product_allowed_cluster_resources/my shop product_name_malformed",
                        "/product_allowed_cluster_resources/my shop/0/kind cluster_resource_kind_empty",
                        "/product_allowed_cluster_resources/my shop/0/group cluster_resource_group_empty",
                        "/product_allowed_cluster_resources/bank/0/kind cluster_resource_white_space");
    }

    /** The standard validator does not look for warnings in nested records. */
    @ParameterizedTest
    @ValueSource(classes = {Component.class, Vcluster.class, ClusterScopedResource.class})
    void nestedRecordHasNoWarnings(Class<?> type) {
        BeanDescriptor constraints = ENGLISH.getValidator().getConstraintsForClass(type);

        assertThat(constraints.getConstrainedProperties()).isNotEmpty();
        assertThat(warnings(constraints)).isEmpty();
        assertThat(constraints.getConstrainedProperties()).allSatisfy(property -> {
            assertThat(warnings(property)).isEmpty();
            assertThat(property.getConstrainedContainerElementTypes()).allSatisfy(element -> {
                assertThat(warnings(element)).isEmpty();
                assertThat(element.getConstrainedContainerElementTypes()).isEmpty();
            });
        });
    }

    private static Set<ConstraintDescriptor<?>> warnings(ElementDescriptor element) {
        return element.findConstraints()
                .unorderedAndMatchingGroups(Warnings.class)
                .getConstraintDescriptors();
    }

    @Test
    void severityInThePayloadIsThatOfTheCode() {
        Stream<ClusterRequest> requests = Stream.concat(Stream.of(BROKEN), cases().map(RuleCase::request));

        requests.flatMap(request -> all(ENGLISH, request).stream()).forEach(violation -> {
            boolean isWarning =
                    violation.getConstraintDescriptor().getPayload().contains(ConstraintSeverity.Warning.class);
            FindingCode code = FindingCode.valueOf(code(violation).toUpperCase(Locale.ROOT));
            assertThat(isWarning ? Severity.WARNING : Severity.ERROR)
                    .as("%s", code)
                    .isEqualTo(code.severity());
            assertThat(violation.getConstraintDescriptor().getGroups().contains(Warnings.class))
                    .as("%s", code)
                    .isEqualTo(isWarning);
        });
    }

    @Test
    void warningsDoNotRefuseARequest() {
        ClusterRequest odd = Requests.host().toBuilder()
                .apiServer("http://127.0.0.1:6443")
                .allowInReservedNamespace("traefik", "Shop")
                .build();

        assertThat(ENGLISH.getValidator().validate(odd)).isEmpty();
        assertThat(all(ENGLISH, odd)).hasSize(3);
    }

    @Test
    void englishTextsDoNotDependOnTheDefaultLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
            try (ValidatorFactory factory = factory(Locale.ENGLISH)) {
                assertThat(texts(all(factory, BROKEN))).isEqualTo(texts(all(ENGLISH, BROKEN)));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void evaluationNeedsNoContextClassLoader() throws Exception {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                text.complete(ClusterEvaluator.standard()
                        .evaluate("c1", BROKEN)
                        .report()
                        .toText(Locale.CHINESE));
            } catch (RuntimeException | Error e) {
                text.completeExceptionally(e);
            }
        });
        thread.setContextClassLoader(null);
        thread.start();

        assertThat(text.get(60, TimeUnit.SECONDS)).contains("宿主集群名称必须是 RFC 1123 标签");
    }

    @Test
    void droppedRuleDisablesItsConstraints() {
        List<String> codes = Requests.codes(ClusterEvaluator.builder()
                .rules(RuleSet.standard().without("components").without("api_server"))
                .build()
                .evaluate("c1", BROKEN)
                .report());

        assertThat(codes)
                .contains("product_name_malformed")
                .doesNotContain("component_namespace_not_a_label", "addition_key_empty", "api_server_query");
    }

    @Test
    void severityOfAConstraintCanBeChangedByItsCode() {
        ClusterEvaluator lenient = ClusterEvaluator.builder()
                .rules(RuleSet.standard().withSeverity("api_server_host_refused", Severity.WARNING))
                .build();

        assertThat(Verdicts.lines(lenient.evaluate(
                        "c1",
                        Requests.host().toBuilder()
                                .apiServer("https://kube:6443")
                                .kubeconfig(Requests.kubeconfig("https://kube:6443"))
                                .build())))
                .containsExactly("warning /api_server api_server_host_refused");
    }

    @Test
    @SuppressWarnings("unchecked")
    void constraintsThatAProgramAddsAreReported() {
        HibernateValidatorConfiguration configuration =
                Validation.byProvider(HibernateValidator.class).configure();
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.type(ClusterRequest.class)
                .field("primaryDomain")
                .constraint(new SizeDef().max(3).message("at most {max} characters"))
                .field("hostCluster")
                .constraint(new SizeDef().max(3).message("{our_host_rule}").payload(ConstraintSeverity.Warning.class));
        configuration
                .addMapping(mapping)
                .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false));
        try (ValidatorFactory factory = configuration.buildValidatorFactory()) {
            ClusterEvaluator evaluator =
                    ClusterEvaluator.builder().validatorFactory(factory).build();
            Evaluation evaluation = evaluator.evaluate(
                    "c1",
                    Requests.virtualPipeline(31002).toBuilder()
                            .primaryDomain("example.com")
                            .build());

            assertThat(Verdicts.lines(evaluation))
                    .containsExactly(
                            "warning /host_cluster our_host_rule", "error /primary_domain constraint_violated");
            assertThat(evaluation.report().errors().get(0).message()).isEqualTo("at most 3 characters");
            assertThat(evaluation.report().errors().get(0).value()).isEqualTo("example.com");
            assertThat(Verdicts.lines(evaluator.evaluate("c1", BROKEN)))
                    .contains("error /api_server api_server_query", "warning /host_cluster our_host_rule");
        }
    }

    @Test
    void validatorIsCreatedOnce() {
        Validator validator = mock(Validator.class);
        ValidatorFactory factory = mock(ValidatorFactory.class);
        when(factory.getValidator()).thenReturn(validator);
        ClusterEvaluator evaluator =
                ClusterEvaluator.builder().validatorFactory(factory).build();

        evaluator.evaluate("c1", Requests.host());
        evaluator.evaluate("c2", Requests.host());

        verify(factory, times(1)).getValidator();
        verify(validator, times(2)).validate(Requests.host(), Default.class, Warnings.class);
    }

    @Test
    void textContainsTheReceivedValue() {
        ClusterRequest odd = Requests.host().toBuilder()
                .usage(Usage.of("batch"))
                .apiServer("https://192.0.2.10:99999/x")
                .build();

        assertThat(ClusterEvaluator.standard().evaluate("c1", odd).report().errors())
                .extracting(Finding::message)
                .anyMatch(message -> message.endsWith("(got \"batch\")"))
                .anyMatch(message -> message.endsWith("(got \"99999\")"));
    }

    @ParameterizedTest
    @CsvSource({
        "our_rule, constraint_violated",
        "{our_rule}, our_rule",
        "{our.rule}, constraint_violated",
        "{our_rule} {max}, constraint_violated",
        "at most {max}, constraint_violated",
        "x, constraint_violated",
        "{}, constraint_violated"
    })
    void codeOfAnAddedConstraintIsItsMessageKey(String message, String code) {
        HibernateValidatorConfiguration configuration =
                Validation.byProvider(HibernateValidator.class).configure();
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.type(ClusterRequest.class)
                .field("primaryDomain")
                .constraint(new SizeDef().max(3).message(message));
        MessageInterpolator plain = mock(MessageInterpolator.class);
        when(plain.interpolate(any(), any())).thenReturn("too long");
        configuration.addMapping(mapping).messageInterpolator(plain);
        try (ValidatorFactory factory = configuration.buildValidatorFactory()) {
            ClusterRequest host =
                    Requests.host().toBuilder().primaryDomain("example.com").build();

            assertThat(Verdicts.lines(ClusterEvaluator.builder()
                            .validatorFactory(factory)
                            .build()
                            .evaluate("c1", host)))
                    .containsExactly("error /primary_domain " + code);
        }
    }
}
