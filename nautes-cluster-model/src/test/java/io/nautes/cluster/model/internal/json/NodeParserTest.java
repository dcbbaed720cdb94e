package io.nautes.cluster.model.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NodeParserTest {
    private static NodeParser parser(String yaml) {
        return new NodeParser(YamlInput.parse(yaml));
    }

    /** Returns a parser at the token of a document that is one scalar. */
    private static NodeParser atScalar(String yaml) throws IOException {
        NodeParser parser = parser(yaml);
        parser.nextToken();
        return parser;
    }

    @Test
    void documentIsReadAsTheTokensOfItsValues() throws IOException {
        List<JsonToken> tokens = new ArrayList<>();
        try (NodeParser parser = parser("a: {b: [x, 1, 1.5, true, false, null]}\nc: []\n")) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens.add(token);
            }
        }

        assertThat(tokens)
                .containsExactly(
                        JsonToken.START_OBJECT,
                        JsonToken.FIELD_NAME,
                        JsonToken.START_OBJECT,
                        JsonToken.FIELD_NAME,
                        JsonToken.START_ARRAY,
                        JsonToken.VALUE_STRING,
                        JsonToken.VALUE_NUMBER_INT,
                        JsonToken.VALUE_NUMBER_FLOAT,
                        JsonToken.VALUE_TRUE,
                        JsonToken.VALUE_FALSE,
                        JsonToken.VALUE_NULL,
                        JsonToken.END_ARRAY,
                        JsonToken.END_OBJECT,
                        JsonToken.FIELD_NAME,
                        JsonToken.START_ARRAY,
                        JsonToken.END_ARRAY,
                        JsonToken.END_OBJECT);
    }

    @Test
    @SuppressWarnings("deprecation")
    void nameIsThatOfTheFieldWhoseValueIsRead() throws IOException {
        NodeParser parser = parser("a: {b: x}\n");

        parser.nextToken();
        assertThat(parser.currentName()).as("of the document").isNull();
        parser.nextToken();
        assertThat(parser.currentName()).as("at the name").isEqualTo("a");
        parser.nextToken();
        assertThat(parser.currentName()).as("at the start of the object").isEqualTo("a");
        parser.nextToken();
        parser.nextToken();
        assertThat(parser.currentName()).as("at the scalar").isEqualTo("b");
        assertThat(parser.getCurrentName()).isEqualTo("b");
        parser.nextToken();
        assertThat(parser.currentName()).as("at the end of the object").isEqualTo("a");
    }

    @Test
    void nameIsMissingBeforeTheDocument() {
        assertThat(parser("a: b\n").currentName()).isNull();
    }

    @Test
    void nameCannotBeChanged() {
        assertThatThrownBy(() -> parser("a: b\n").overrideCurrentName("c"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void textOfAScalarIsTheTextThatWasWritten() throws IOException {
        NodeParser parser = parser("port: 030080\n");

        parser.nextToken();
        assertThat(parser.getText()).isEqualTo("{");
        parser.nextToken();
        assertThat(parser.getText()).isEqualTo("port");
        parser.nextToken();
        assertThat(parser.getText()).isEqualTo("030080");
        assertThat(parser.getTextCharacters()).containsExactly("030080".toCharArray());
        assertThat(parser.getTextOffset()).isZero();
        assertThat(parser.getTextLength()).isEqualTo("030080".length());
        assertThat(parser.hasTextCharacters()).as("an array is at hand").isFalse();
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                arguments("7", NumberType.INT, 7),
                arguments("-2147483648", NumberType.INT, Integer.MIN_VALUE),
                arguments("2147483648", NumberType.LONG, 2147483648L),
                arguments("9223372036854775808", NumberType.BIG_INTEGER, new BigInteger("9223372036854775808")),
                arguments("2.5", NumberType.DOUBLE, 2.5));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numberHasTheNarrowestTypeThatFits(String yaml, NumberType type, Number value) throws IOException {
        NodeParser parser = atScalar(yaml);

        assertThat(parser.getNumberType()).isEqualTo(type);
        assertThat(parser.getNumberValue()).isEqualTo(value);
    }

    @Test
    void numberIsConvertedToTheRequestedType() throws IOException {
        NodeParser parser = atScalar("2.5");

        assertThat(parser.getIntValue()).isEqualTo(2);
        assertThat(parser.getLongValue()).isEqualTo(2L);
        assertThat(parser.getFloatValue()).isEqualTo(2.5f);
        assertThat(parser.getDoubleValue()).isEqualTo(2.5);
        assertThat(parser.getBigIntegerValue()).isEqualTo(BigInteger.TWO);
        assertThat(parser.getDecimalValue()).isEqualTo(new BigDecimal("2.5"));
    }

    @ParameterizedTest
    @CsvSource({"text", "true", "'{a: 1}'"})
    void valueThatIsNotANumberHasNone(String yaml) throws IOException {
        NodeParser parser = atScalar(yaml);

        assertThatThrownBy(parser::getNumberValue)
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("not a number");
    }

    @Test
    @SuppressWarnings("deprecation")
    void locationIsThatOfTheValue() throws IOException {
        NodeParser parser = parser("a:\n  b: x\n");
        while (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.nextToken();
        }

        for (JsonLocation location : List.of(
                parser.currentTokenLocation(),
                parser.currentLocation(),
                parser.getTokenLocation(),
                parser.getCurrentLocation())) {
            assertThat(location.getLineNr()).isEqualTo(2);
            assertThat(location.getColumnNr()).isEqualTo(6);
        }
    }

    @Test
    void indexInAListIsInTheContext() throws IOException {
        NodeParser parser = parser("[x, y]\n");

        parser.nextToken();
        parser.nextToken();
        assertThat(parser.getParsingContext().getCurrentIndex()).isZero();
        parser.nextToken();
        assertThat(parser.getParsingContext().getCurrentIndex()).isEqualTo(1);
        assertThat(parser.getParsingContext().inArray()).isTrue();
    }

    @Test
    void binaryValueIsDecodedFromBase64() throws IOException {
        assertThat(atScalar("aGk=").getBinaryValue(Base64Variants.MIME)).containsExactly('h', 'i');
    }

    @Test
    void codecIsTheOneThatWasSet() {
        NodeParser parser = parser("a: b\n");
        ObjectMapper codec = new ObjectMapper();

        assertThat(parser.getCodec()).isNull();
        parser.setCodec(codec);
        assertThat(parser.getCodec()).isSameAs(codec);
    }

    @Test
    void closedParserHasNoFurtherTokens() throws IOException {
        NodeParser inObject = parser("a: b\n");
        inObject.nextToken();
        NodeParser beforeTheDocument = parser("a: b\n");

        assertThat(inObject.isClosed()).isFalse();
        inObject.close();
        beforeTheDocument.close();

        assertThat(inObject.isClosed()).isTrue();
        assertThat(inObject.nextToken()).isNull();
        assertThat(beforeTheDocument.nextToken()).isNull();
    }

    @Test
    void endOfInputIsNotAnEventOfATree() {
        NodeParser parser = parser("a: b\n");

        assertThatThrownBy(parser::_handleEOF).isInstanceOf(RuntimeException.class);
    }

    @Test
    void versionIsUnknown() {
        assertThat(parser("a: b\n").version()).isEqualTo(Version.unknownVersion());
    }

    @Test
    void descriptionContainsTheLineAndNotTheDocument() {
        assertThat(parser("\n\ntoken: hush-hush\n")).hasToString("NodeParser[line 3]");
    }
}
