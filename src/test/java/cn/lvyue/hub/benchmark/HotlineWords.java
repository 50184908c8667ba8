package cn.lvyue.hub.benchmark;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/** Everything a hotline row is put together from, encoded once, so that writing a row copies bytes and encodes nothing. */
final class HotlineWords {
    private static final String HEADER = "工单编号,来电时间,诉求人,诉求主体类型,企业名称,企业统一社会信用代码,联系电话,所属区划,诉求分类,诉求标题,"
            + "诉求内容,涉及金额,被诉单位,被诉单位信用代码,合同编号,承办单位,工单状态,认定结论,办结时间,更新时间\r\n";
    private static final String CALLERS = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗";
    private static final String FIRST_SYLLABLES = "鑫 恒 宏 瑞 盛 隆 德 信 丰 源 兴 通 安 康 龙 松 凯 泊 天 金 嘉 友 垦 润 博 远";
    private static final String LAST_SYLLABLES = "达 昌 泰 和 诚 旺 顺 江 沃 野 镜 昊 佳 禾 穗 良 邦 泽 华 腾";
    private static final String TRADES = "建筑工程 市政工程 园林绿化工程 道路桥梁工程 建筑装饰 商贸 信息技术 环保科技 医疗器械 粮食贸易 机电设备 供热设备 教育装备 物业服务";
    private static final String PROJECTS =
            "老旧小区改造工程 农村公路养护工程 高标准农田建设项目 供热管网改造工程 校舍维修工程 污水处理厂扩建工程 道路亮化工程 桥梁维修加固工程 防洪堤应急修复工程 医疗设备采购项目";
    private static final String CATEGORIES = "政府采购 招标投标 招商引资 政府与社会资本合作 产业扶持 政府投资 其他";

    private final Charset charset;
    final byte[] header;
    final List<Body> bodies;
    final byte[][] callers;
    final byte[][] firstSyllables;
    final byte[][] lastSyllables;
    final byte[][] trades;
    final byte[][] projects;
    final byte[][] categories;
    final byte[] noise;

    /** A {@link PublicBody}, encoded. */
    record Body(byte[] division, byte[] name, byte[] code, byte[] supervisor) {}

    HotlineWords(Charset charset) {
        this.charset = charset;
        header = encode(HEADER);
        bodies = PublicBody.all().stream()
                .map(body ->
                        new Body(encode(body.division()), encode(body.name()), body.code(), encode(body.supervisor())))
                .toList();
        callers = encodeAll(CALLERS, "", "先生", "女士");
        firstSyllables = encodeAll(FIRST_SYLLABLES, "黑龙江", "");
        lastSyllables = encodeAll(LAST_SYLLABLES, "", "");
        trades = encodeAll(TRADES, "", "有限公司", "有限责任公司", "股份有限公司");
        projects = encodeAll(PROJECTS, "", "");
        categories = encodeAll(CATEGORIES, "营商环境/政府失信违约/", "");
        noise = encode("城市管理/噪声扰民");
    }

    byte[] encode(String text) {
        return text.getBytes(charset);
    }

    private byte[][] encodeAll(String words, String before, String... after) {
        return Stream.of(words.split(" "))
                .flatMap(word -> Stream.of(after).map(end -> encode(before + word + end)))
                .toArray(byte[][]::new);
    }
}
