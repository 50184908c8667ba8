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
                .maxNumberLength(1_000)
                .maxNameLength(10_000)
                .build();
        return JsonFactory.builder().streamReadConstraints(limits).build();
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
            var limits = "hub.intake.max-depth = " + settings.maxDepth() + ", hub.intake.max-record = "
                    + settings.maxRecord();
            return Fault.TOO_LARGE.refuse(place, null, limits);
        }
        return Fault.UNREADABLE.refuse(place, null, "JSON");
    }
}
