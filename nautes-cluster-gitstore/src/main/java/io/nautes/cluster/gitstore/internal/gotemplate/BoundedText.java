package io.nautes.cluster.gitstore.internal.gotemplate;

/** A text with a maximum length. */
final class BoundedText {
    private final StringBuilder text = new StringBuilder();
    private final int limit;

    BoundedText(int limit) {
        this.limit = limit;
    }

    BoundedText append(String piece) {
        if (piece.length() > limit - text.length()) {
            throw FunctionException.limit("the text grows beyond " + limit + " characters");
        }
        text.append(piece);
        return this;
    }

    BoundedText append(char piece) {
        return append(String.valueOf(piece));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
