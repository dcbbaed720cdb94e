package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodeTest {
    /** A caller can fix only its own mistakes. */
    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void onlyMistakesOfTheCallerHaveStatus4xx(FailureCode code) {
        boolean isMistake = code == FailureCode.INVALID || code == FailureCode.IN_USE || code == FailureCode.CONFLICT;

        assertThat(code.httpStatus() / 100).isEqualTo(isMistake ? 4 : 5);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, 422",
        "CONFLICT, 409",
        "UNREACHABLE, 503",
        "TIMEOUT, 504",
        "PERMISSION_DENIED, 502",
        "UNSUPPORTED, 501"
    })
    void statusesAreThoseOfHttp(FailureCode code, int status) {
        assertThat(code.httpStatus()).isEqualTo(status);
    }

    @Test
    void codeIsTheNameInLowerCase() {
        assertThat(FailureCode.OUTCOME_UNKNOWN.code()).isEqualTo("outcome_unknown");
    }
}
