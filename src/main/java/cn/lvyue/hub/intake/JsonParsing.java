package cn.lvyue.hub.intake;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** A strict JSON parser within the limits of the settings. */
final class JsonParsing {
    private JsonParsing() {}

    static JsonFactory factory(IntakeSettings settings) {
        var limits = StreamReadConstraints.builder()
                .maxNestingDepth(settings.maxDepth())
                .maxStringLength(settings.maxRecord())
                .maxNumberLength(settings.maxCell())
                .maxNameLength(settings.maxName())
                .build();
        return JsonFactory.builder().streamReadConstraints(limits).build();
    }

    /** Which limit bites; the parser tells it in words only. */
    static String limit(JacksonException problem, IntakeSettings settings) {
        var words = problem.getOriginalMessage();
        if (words.contains("nesting depth")) {
            return "hub.intake.max-depth = " + settings.maxDepth();
        }
        if (words.contains("Name length")) {
            return "hub.intake.max-name = " + settings.maxName();
        }
        return words.contains("Number value length")
                ? "hub.intake.max-cell = " + settings.maxCell()
                : "hub.intake.max-record = " + settings.maxRecord();
    }

    /** What a parser's complaint means for the rest of the document. */
    static Refused refusal(String prefix, JacksonException problem, IntakeSettings settings) {
        var refused = Refused.behind(problem);
        if (refused != null) {
            return refused;
        }
        var location = problem.getLocation();
        var place = location == null
                ? prefix + "/"
                : prefix + "line " + location.getLineNr() + ", column " + location.getColumnNr();
        if (problem instanceof StreamConstraintsException) {
            return Fault.TOO_LARGE.refuse(place, null, limit(problem, settings));
        }
        return Fault.UNREADABLE.refuse(place, null, "JSON");
    }
}
