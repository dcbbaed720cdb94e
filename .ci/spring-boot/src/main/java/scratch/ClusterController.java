package scratch;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.SmartValidator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClusterController {
    private final ClusterEvaluator evaluator;
    private final ClusterRegistry registry;
    private final SmartValidator validator;

    ClusterController(
            ClusterEvaluator evaluator,
            ClusterRegistry registry,
            SmartValidator validator) {
        this.evaluator = evaluator;
        this.registry = registry;
        this.validator = validator;
    }

    /** Saves a cluster; the library parses the body. */
    @PutMapping("/clusters/{name}")
    String save(@PathVariable String name, @RequestBody String body) {
        return registry.save(name, ClusterJson.parseRequest(body).request()).change().name();
    }

    /** Returns the findings of the evaluator. */
    @PostMapping(value = "/evaluated", produces = "application/json")
    Set<String> evaluated(@RequestBody String body) {
        Set<String> texts = new TreeSet<>();
        for (Finding finding : evaluator.evaluate("host-1", ClusterJson.parseRequest(body)).report().findings()) {
            texts.add(finding.code());
        }
        return texts;
    }

    /** Returns the violations that the application's validator reports for the same request. */
    @PostMapping(value = "/validated", produces = "application/json")
    List<String> validated(@RequestBody String body) {
        ClusterRequest request = ClusterJson.parseRequest(body).request();
        BeanPropertyBindingResult errors = new BeanPropertyBindingResult(request, "request");
        validator.validate(request, errors);
        return errors.getAllErrors().stream().map(error -> error.getDefaultMessage()).sorted().toList();
    }

    /** Binds and validates the body with Spring's own mechanisms. */
    @PostMapping("/bound")
    String bound(@Valid @RequestBody ClusterRequest request) {
        return String.valueOf(request.apiServer());
    }
}
