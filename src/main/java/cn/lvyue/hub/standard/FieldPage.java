package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a pack as a page for people, in Markdown: fields with their rules and where they are from, rules, code lists. */
public final class FieldPage {
    private final Rulebook book;
    private final StringBuilder page = new StringBuilder();

    private FieldPage(Rulebook book) {
        this.book = book;
    }

    public static String of(Rulebook book) {
        var page = new FieldPage(book);
        page.head();
        page.fields("标准字段 Standard fields", Field.Group.STANDARD);
        page.fields("扩展字段 Extension fields", Field.Group.EXTENSION);
        page.fields("交换字段 Transfer fields", Field.Group.TRANSFER);
        page.states();
        page.rules();
        page.codeLists();
        return page.page.toString();
    }

    private void head() {
        line("# " + book.title().zh());
        line(book.title().en());
        line("");
        line("标准包 Pack `" + book.pack().id() + "` · 版本 Version `" + book.pack().version() + "` · 施行日期 Effective "
                + book.effective());
        line("");
        if (book.assumed()) {
            line("> 官方字段表未公开：标识符、长度、代码值和必填标记均为推定，标注“推定”的字段本身亦无公开依据。");
            line(
                    "> The official field table is not public: identifiers, lengths, code values and required marks are assumed;");
            line("> a field marked 推定 (assumed) as a whole has no public source.");
            line("");
        }
        line("本页由标准包生成，请勿手工修改。This page is generated from the pack; do not edit it.");
        line("");
        line(
                "必填 Required: M 必填 always, C 条件必填 conditional, O 选填 optional · 缺失 If missing: 拒收 rejected, 挂起 parked, 提示 remarked");
        line("");
    }

    private void fields(String title, Field.Group group) {
        line("## " + title);
        line("");
        line(
                "| 标识符 Id | 名称 Name | 类型 Type | 必填 Req. | 缺失 If missing | 取值与校验 Values and checks | 个人信息 Personal | 省 Prov. | 国家 Nat. | 依据 Provenance |");
        line("|---|---|---|---|---|---|---|---|---|---|");
        book.fields().stream().filter(rule -> rule.field().group() == group).forEach(this::field);
        line("");
    }

    private void field(FieldRule rule) {
        var field = rule.field();
        row(
                "`" + field.id() + "`",
                field.nameZh() + "<br>" + field.nameEn(),
                TypeNotation.write(field.type()),
                required(rule),
                missing(rule),
                values(rule),
                switch (field.personalData()) {
                    case NONE -> "";
                    case PERSONAL -> "个人 personal";
                    case SENSITIVE -> "敏感 sensitive";
                },
                use(field.province()),
                use(field.national()),
                field.provenance() + (rule.assumed() ? " **推定 assumed**" : ""));
    }

    private static String required(FieldRule rule) {
        var when = rule.requiredWhen();
        return switch (rule.required()) {
            case ALWAYS -> "M";
            case CONDITIONAL -> "C：" + (when == null ? "" : when.text());
            case OPTIONAL -> "O";
        };
    }

    private static String missing(FieldRule rule) {
        var penalty = rule.missing();
        return penalty == null ? "" : severity(penalty.severity()) + " " + penalty.code();
    }

    private static String values(FieldRule rule) {
        var words = new ArrayList<String>();
        if (rule.codes() != null) {
            words.add(rule.codes().id());
        }
        if (rule.field().check() != null) {
            words.add("校验 check `" + rule.field().check() + "`");
        }
        if (rule.pattern() != null) {
            words.add("格式 pattern `" + rule.pattern().pattern() + "`");
        }
        if (rule.minLength() > 0) {
            words.add("不少于%d字 at least %d characters".formatted(rule.minLength(), rule.minLength()));
        }
        if (rule.future() != null) {
            words.add("不得晚于当前 not in the future（" + severity(rule.future()) + "）");
        }
        if (rule.note() != null) {
            words.add(rule.note());
        }
        return String.join("；", words);
    }

    private void states() {
        line("## 认定程度 Standing");
        line("");
        line("按顺序判断，均不满足为未认定。Looked at in order; a record that fits none is unconfirmed.");
        line("");
        line("| 程度 Standing | 条件 Condition |");
        line("|---|---|");
        book.states()
                .forEach(state -> row(
                        state.standing().name().toLowerCase(Locale.ROOT),
                        state.when().text()));
        line("");
    }

    private void rules() {
        line("## 字段间规则 Rules between fields");
        line("");
        line("| 规则 Rule | 代码 Code | 处理 Effect | 字段 Field | 前提 When | 要求 Then | 说明 Wanted |");
        line("|---|---|---|---|---|---|---|");
        for (var rule : book.rules()) {
            row(
                    rule.id(),
                    rule.code(),
                    severity(rule.severity()),
                    "`" + rule.field().id() + "`",
                    rule.when().text(),
                    rule.then().text(),
                    rule.wanted().zh() + "<br>" + rule.wanted().en());
        }
        line("");
    }

    private void codeLists() {
        line("## 代码表 Code lists");
        for (var list : book.codeLists()) {
            line("");
            line("### " + list.id() + " " + list.nameZh() + " " + list.nameEn());
            line("");
            line("| 代码 Code | 名称 Name |");
            line("|---|---|");
            list.names().forEach((code, name) -> row(code, name));
        }
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case REJECT -> "拒收 reject";
            case PARK -> "挂起 park";
            case REMARK -> "提示 remark";
        };
    }

    private static String use(Field.Use use) {
        return switch (use) {
            case INCLUDE -> "✓";
            case MASK -> "脱敏 mask";
            case OMIT -> "—";
        };
    }

    private void row(String... cells) {
        line(List.of(cells).stream()
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
