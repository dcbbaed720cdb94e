package io.nautes.cluster.model.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.nautes.cluster.model.internal.json.TextDeserializer.Option;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDeserializerTest {
    /** A value that is written as a string. */
    record Word(String text) {}

    record Page(
            Word word,
            @FreeText Word port,
            List<Word> words,
            @FreeText Map<String, Word> named) {}

    private final RecordedMismatches mismatches = new RecordedMismatches(true);

    private static TextDeserializer<Word> deserializer(Option... options) {
        return new TextDeserializer<>(Word::new, Set.of(options));
    }

    private static ObjectMapper mapper(Option... options) {
        return JsonMapper.builder()
                .addModule(new SimpleModule().addDeserializer(Word.class, deserializer(options)))
                .build();
    }

    private Page read(String json, Option... options) throws IOException {
        return mismatches.read(mapper(options), Page.class, json);
    }

    private static Page page(Word word, Word port, List<Word> words) {
        return new Page(word, port, words, null);
    }

    @Test
    void stringsAreRead() throws IOException {
        assertThat(read("{\"word\": \"a\", \"port\": \"\", \"words\": [\"b\", \"\"], \"named\": {\"c\": \"d\"}}"))
                .isEqualTo(new Page(
                        new Word("a"), new Word(""), List.of(new Word("b"), new Word("")), Map.of("c", new Word("d"))));
        assertThat(mismatches.wrongTypes).isEmpty();
        assertThat(mismatches.timesFound()).isZero();
    }

    @Test
    void documentThatIsAStringIsRead() throws IOException {
        assertThat(mismatches.read(mapper(), Word.class, "\"a\"")).isEqualTo(new Word("a"));
        assertThat(mismatches.read(mapper(), Word.class, "1")).isNull();
        assertThat(mismatches.wrongTypes).containsExactly(": a string");
    }

    @Test
    void otherScalarsAreTextsIfTheHandlerAcceptsThem() throws IOException {
        assertThat(read("{\"word\": 1, \"port\": 3.0, \"words\": []}"))
                .isEqualTo(page(null, new Word("3.0"), List.of()));
        assertThat(read("{\"named\": {\"a\": 7}, \"port\": true}"))
                .isEqualTo(new Page(null, null, null, Map.of("a", new Word("7"))));
        assertThat(mismatches.wrongTypes).containsExactly("word: a string", "port: a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": [1]}", "[{\"a\": 1}]", "true"})
    void valueThatIsNotAStringIsReportedAndSkipped(String value) throws IOException {
        assertThat(read("{\"word\": " + value + ", \"port\": \"x\"}")).isEqualTo(page(null, new Word("x"), null));
        assertThat(mismatches.wrongTypes).containsExactly("word: a string");
    }

    @Test
    void secretIsReportedAsASecret() throws IOException {
        read("{\"word\": 1, \"words\": [null]}", Option.SECRET);

        assertThat(mismatches.wrongTypes).containsExactly("word: a string!", "words[0]: a string!");
    }

    @Test
    void emptyTextOfAFieldCanMeanThatThereIsNoValue() throws IOException {
        assertThat(read("{\"word\": \"\", \"port\": \"a\", \"words\": [\"\"]}", Option.EMPTY_IS_NULL))
                .isEqualTo(page(null, new Word("a"), List.of(new Word(""))));
    }

    @Test
    void nullFieldIsNotAMismatch() throws IOException {
        assertThat(read("{\"word\": null}", Option.NULL_ITEM_IS_EMPTY)).isEqualTo(page(null, null, null));
        assertThat(read("{\"word\": null}")).isEqualTo(page(null, null, null));
        assertThat(mismatches.wrongTypes).isEmpty();
    }

    @Test
    void nullItemIsReported() throws IOException {
        assertThat(read("{\"words\": [null, \"a\"]}").words()).isEqualTo(Arrays.asList(null, new Word("a")));
        assertThat(mismatches.wrongTypes).containsExactly("words[0]: a string");
    }

    @Test
    void nullItemCanBeAnEmptyText() throws IOException {
        Page page = read("{\"words\": [null], \"named\": {\"a\": null}}", Option.NULL_ITEM_IS_EMPTY);

        assertThat(page.words()).containsExactly(new Word(""));
        assertThat(page.named()).isEqualTo(Map.of("a", new Word("")));
        assertThat(mismatches.wrongTypes).isEmpty();
    }

    @Test
    void typeErrorOfAnItemIsReportedOnce() throws IOException {
        read("{\"words\": [1, {}]}", Option.NULL_ITEM_IS_EMPTY);

        assertThat(mismatches.wrongTypes).containsExactly("words[0]: a string", "words[1]: a string");
    }

    @Test
    void eachValueIsReportedWithTheOption() throws IOException {
        read("{\"port\": \"a\"}", Option.REPORTED);
        assertThat(mismatches.timesFound()).isEqualTo(1);
        read("{\"port\": null}", Option.REPORTED);
        assertThat(mismatches.timesFound()).isEqualTo(2);
        read("{}", Option.REPORTED);
        assertThat(mismatches.timesFound()).isEqualTo(2);
        read("{\"port\": null, \"word\": \"a\"}");
        assertThat(mismatches.timesFound()).isEqualTo(2);
    }

    @Test
    void missingFieldIsNullAndAnEmptyValueIsAnEmptyText() {
        DeserializationContext context = mapper().getDeserializationContext();

        assertThat(deserializer().getAbsentValue(context)).isNull();
        assertThat(deserializer().getEmptyValue(context)).isEqualTo(new Word(""));
    }
}
