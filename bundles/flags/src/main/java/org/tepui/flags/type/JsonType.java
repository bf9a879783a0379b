package org.tepui.flags.type;

import java.util.function.Consumer;

/** A JSON object: inline, as {@code file://PATH}, or (deprecated) as a bare absolute path; its shape is checked. */
public final class JsonType extends FlagType<JsonText> {
    private final JsonShape shape;
    private final boolean secret;

    private JsonType(JsonShape shape, boolean secret) {
        super("JSON object");
        this.shape = shape;
        this.secret = secret;
    }

    /** An object of this shape. */
    public static JsonType of(JsonShape shape) {
        return new JsonType(shape, false);
    }

    /** Any object, of which nothing is shown because people put passwords into it. */
    public static JsonType secret() {
        return new JsonType(JsonShape.any(), true);
    }

    @Override
    public JsonText parse(String text) {
        JsonText json = JsonReader.object(text);
        shape.check(json.tree());
        return json;
    }

    @Override
    public JsonText load(String given, Consumer<String> warnings) {
        if (given.startsWith("/")) {
            warnings.accept("a bare path for a JSON value is deprecated; write file://" + given);
            return parse(FlagFiles.read(given));
        }
        return super.load(given, warnings);
    }

    @Override
    public String print(JsonText value) {
        return secret ? "******" : value.text();
    }

    @Override
    public boolean isSecret() {
        return secret;
    }
}
