package cn.lvyue.hub.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The free text of made-up complaints: a few patterns with the facts of the row put in. */
final class HotlineText {
    private static final List<String> PATTERNS = List.of(
            "我公司于{year}年与{body}签订《{year}年{project}施工合同》，工程已竣工验收并交付使用，截至目前仍拖欠工程款{amount}，经我公司多次上门催要，对方一直以财政资金紧张为由拒付，请协调解决。来电人要求十五日内书面答复处理结果。",
            "{firm}反映：{body}在“{year}年{project}”中承诺给予奖励资金，现以主要领导调整、原政策作废为由不予兑现，涉及金额{amount}，请求依法履约。来电人要求十五日内书面答复处理结果。",
            "{year}年中标“{year}年{project}合同”，合同约定验收后30日内付款。{body}已出具验收单，但合同款{amount}至今未付，企业资金链紧张，农民工工资难以发放。来电人要求十五日内书面答复处理结果。",
            "合同编号HT-{year}-{number}，甲方{body}单方面终止《{year}年{project}合同》，未按约定赔偿我方前期投入{amount}，机构改革后无部门承接该债务，请求明确责任单位。来电人要求十五日内书面答复处理结果。",
            "\"反映{body}长期拖欠货款。\n设备已于{year}年交付使用，发票已开具，{year}年{project}欠款{amount}。\n诉求：1.支付欠款；2.支付逾期利息；3.书面答复还款计划。来电人要求十五日内书面答复处理结果。\"",
            "{body}以“新官不理旧账”方式拒绝履行《{year}年{project}协议》，前任负责人已调离。涉及质保金及尾款共计{amount}，多次沟通未果，请协调解决。来电人要求十五日内书面答复处理结果。",
            "您好！我是{firm}的工作人员，{year}年{project}已审计完毕，审定金额扣除已付部分后尚欠{amount}，{body}答复“等上级资金”，已超过约定付款期限两年以上。来电人要求十五日内书面答复处理结果。");
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

    private final HotlineAmount amount;
    private final Piece[] title;
    private final Piece[][] contents;

    /** What a text may mention. @param cents the amount in hundredths of a yuan */
    record Facts(
            HotlineWords.Body body, byte[][] firm, byte[] project, int contractYear, long contractNumber, long cents) {}

    private interface Piece {
        void write(RowBuffer out, Facts facts);
    }

    HotlineText(HotlineWords words, HotlineAmount amount) {
        this.amount = amount;
        title = compile(words, "{body}拖欠{project}款项");
        contents = PATTERNS.stream().map(text -> compile(words, text)).toArray(Piece[][]::new);
    }

    void title(RowBuffer out, Facts facts) {
        write(title, out, facts);
    }

    /** @param choice any number not negative; equal choices give the same pattern */
    void content(RowBuffer out, Facts facts, int choice) {
        write(contents[choice % contents.length], out, facts);
    }

    private static void write(Piece[] pieces, RowBuffer out, Facts facts) {
        for (var piece : pieces) {
            piece.write(out, facts);
        }
    }

    private Piece[] compile(HotlineWords words, String text) {
        var pieces = new ArrayList<Piece>();
        var slots = SLOT.matcher(text);
        int from = 0;
        while (slots.find()) {
            pieces.add(literal(words.encode(text.substring(from, slots.start()))));
            pieces.add(slot(slots.group(1)));
            from = slots.end();
        }
        pieces.add(literal(words.encode(text.substring(from))));
        return pieces.toArray(Piece[]::new);
    }

    private static Piece literal(byte[] text) {
        return (out, facts) -> out.put(text);
    }

    private Piece slot(String name) {
        return switch (name) {
            case "body" -> (out, facts) -> out.put(facts.body().name());
            case "firm" -> (out, facts) -> putAll(out, facts.firm());
            case "project" -> (out, facts) -> out.put(facts.project());
            case "year" -> (out, facts) -> out.number(facts.contractYear());
            case "number" -> (out, facts) -> out.number(facts.contractNumber());
            case "amount" -> (out, facts) -> amount.inWan(out, facts.cents());
            default -> throw new IllegalArgumentException("no fact " + name);
        };
    }

    static void putAll(RowBuffer out, byte[][] parts) {
        for (var part : parts) {
            out.put(part);
        }
    }
}
