package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.SourceRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.DataBindingMethodResolver;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * What the table cannot say, in the Spring Expression Language with nothing to reach: it sees the source fields its rule names
 * as {@code ['name']} and may call the reading methods of texts. No types, constructors, beans, variables or assignments.
 */
final class Expression implements Source {
    private static final Set<String> TEXT_METHODS = Set.of(
            "substring",
            "startsWith",
            "endsWith",
            "contains",
            "indexOf",
            "lastIndexOf",
            "length",
            "trim",
            "isEmpty",
            "replace",
            "equals",
            "toUpperCase",
            "toLowerCase",
            "concat",
            "charAt");
    private static final int LONGEST = 1000;

    private final List<SourceField> fields;
    private final org.springframework.expression.Expression compiled;
    private final EvaluationContext nothing = SimpleEvaluationContext.forReadOnlyDataBinding()
            .withAssignmentDisabled()
            .withMethodResolvers(new TextMethods())
            .build();

    /** @throws org.springframework.expression.ParseException if the text is no expression */
    Expression(String text, List<SourceField> fields) {
        this.fields = fields;
        var configuration = new SpelParserConfiguration(
                SpelCompilerMode.MIXED, Expression.class.getClassLoader(), false, false, 0, LONGEST);
        this.compiled = new SpelExpressionParser(configuration).parseExpression(text);
    }

    @Override
    public List<SourceField> fields() {
        return fields;
    }

    @Override
    public @Nullable String take(SourceRecord source, @Nullable String[] mapped, Notes notes) {
        Map<String, @Nullable String> seen = new HashMap<>();
        for (var field : fields) {
            seen.put(field.ruleName(), field.filledIn(source));
        }
        if (!fields.isEmpty()) {
            notes.readFrom(fields.get(0).name(), source.kind(fields.get(0).slot()));
        }
        try {
            var result = compiled.getValue(nothing, seen);
            var text = result == null ? "" : result.toString();
            return Characters.isEmpty(text) ? null : text;
        } catch (EvaluationException | IllegalStateException | IndexOutOfBoundsException notForThisRecord) {
            notes.reject("V102", String.valueOf(seen), compiled.getExpressionString());
            return null;
        }
    }

    /** Lets an expression call a few methods of texts and nothing else. */
    private static final class TextMethods implements MethodResolver {
        private final MethodResolver instanceMethods = DataBindingMethodResolver.forInstanceMethodInvocation();

        @Override
        public @Nullable MethodExecutor resolve(
                EvaluationContext context, Object target, String name, List<TypeDescriptor> arguments) {
            try {
                return target instanceof String && TEXT_METHODS.contains(name)
                        ? instanceMethods.resolve(context, target, name, arguments)
                        : null;
            } catch (org.springframework.expression.AccessException noSuchMethod) {
                return null;
            }
        }
    }
}
