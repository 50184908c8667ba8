package cn.lvyue.hub.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The county-level divisions of Heilongjiang (GB/T 2260, without the province's name) and public bodies in them, for made-up
 * complaints. The divisions are real; which bodies exist and their codes are invented, with right check characters.
 *
 * @param division full name, from the province down
 * @param supervisor the body of the prefecture that determines breaches
 */
record PublicBody(String division, String name, byte[] code, String supervisor) {
    private static final String DIVISIONS = """
            230102哈尔滨市道里区 230103哈尔滨市南岗区 230104哈尔滨市道外区 230108哈尔滨市平房区 230109哈尔滨市松北区 230110哈尔滨市香坊区
            230111哈尔滨市呼兰区 230112哈尔滨市阿城区 230113哈尔滨市双城区 230123哈尔滨市依兰县 230124哈尔滨市方正县 230125哈尔滨市宾县
            230126哈尔滨市巴彦县 230127哈尔滨市木兰县 230128哈尔滨市通河县 230129哈尔滨市延寿县 230183哈尔滨市尚志市 230184哈尔滨市五常市
            230202齐齐哈尔市龙沙区 230203齐齐哈尔市建华区 230204齐齐哈尔市铁锋区 230205齐齐哈尔市昂昂溪区 230206齐齐哈尔市富拉尔基区
            230207齐齐哈尔市碾子山区 230208齐齐哈尔市梅里斯达斡尔族区 230221齐齐哈尔市龙江县 230223齐齐哈尔市依安县 230224齐齐哈尔市泰来县
            230225齐齐哈尔市甘南县 230227齐齐哈尔市富裕县 230229齐齐哈尔市克山县 230230齐齐哈尔市克东县 230231齐齐哈尔市拜泉县
            230281齐齐哈尔市讷河市 230302鸡西市鸡冠区 230303鸡西市恒山区 230304鸡西市滴道区 230305鸡西市梨树区 230306鸡西市城子河区
            230307鸡西市麻山区 230321鸡西市鸡东县 230381鸡西市虎林市 230382鸡西市密山市 230402鹤岗市向阳区 230403鹤岗市工农区
            230404鹤岗市南山区 230405鹤岗市兴安区 230406鹤岗市东山区 230407鹤岗市兴山区 230421鹤岗市萝北县 230422鹤岗市绥滨县
            230502双鸭山市尖山区 230503双鸭山市岭东区 230505双鸭山市四方台区 230506双鸭山市宝山区 230521双鸭山市集贤县 230522双鸭山市友谊县
            230523双鸭山市宝清县 230524双鸭山市饶河县 230602大庆市萨尔图区 230603大庆市龙凤区 230604大庆市让胡路区 230605大庆市红岗区
            230606大庆市大同区 230621大庆市肇州县 230622大庆市肇源县 230623大庆市林甸县 230624大庆市杜尔伯特蒙古族自治县 230717伊春市伊美区
            230718伊春市乌翠区 230719伊春市友好区 230722伊春市嘉荫县 230723伊春市汤旺县 230724伊春市丰林县 230725伊春市大箐山县
            230726伊春市南岔县 230751伊春市金林区 230781伊春市铁力市 230803佳木斯市向阳区 230804佳木斯市前进区 230805佳木斯市东风区
            230811佳木斯市郊区 230822佳木斯市桦南县 230826佳木斯市桦川县 230828佳木斯市汤原县 230881佳木斯市同江市 230882佳木斯市富锦市
            230883佳木斯市抚远市 230902七台河市新兴区 230903七台河市桃山区 230904七台河市茄子河区 230921七台河市勃利县 231002牡丹江市东安区
            231003牡丹江市阳明区 231004牡丹江市爱民区 231005牡丹江市西安区 231025牡丹江市林口县 231081牡丹江市绥芬河市 231083牡丹江市海林市
            231084牡丹江市宁安市 231085牡丹江市穆棱市 231086牡丹江市东宁市 231102黑河市爱辉区 231123黑河市逊克县 231124黑河市孙吴县
            231181黑河市北安市 231182黑河市五大连池市 231183黑河市嫩江市 231202绥化市北林区 231221绥化市望奎县 231222绥化市兰西县
            231223绥化市青冈县 231224绥化市庆安县 231225绥化市明水县 231226绥化市绥棱县 231281绥化市安达市 231282绥化市肇东市
            231283绥化市海伦市 232701大兴安岭地区漠河市 232721大兴安岭地区呼玛县 232722大兴安岭地区塔河县
            """;

    /** Names with the class of body in the credit code: 11 an organ of the state, 12 a public institution. */
    private static final List<String> KINDS = List.of(
            "11人民政府",
            "11住房和城乡建设局",
            "11交通运输局",
            "11教育局",
            "11卫生健康局",
            "11自然资源局",
            "11水务局",
            "11农业农村局",
            "11城市管理综合执法局",
            "12人民医院",
            "12投资促进服务中心",
            "12公路事业发展中心");

    static List<PublicBody> all() {
        var random = new Random(12345);
        var bodies = new ArrayList<PublicBody>();
        for (var division : DIVISIONS.trim().split("\\s+")) {
            for (var kind : KINDS) {
                bodies.add(of(division.substring(0, 6), division.substring(6), kind, random.nextInt(1_000_000)));
            }
        }
        return List.copyOf(bodies);
    }

    private static PublicBody of(String code, String division, String kind, int number) {
        var city = division.substring(0, prefectureEnd(division));
        return new PublicBody(
                "黑龙江省" + division,
                division + kind.substring(2),
                CreditCode.of(kind.substring(0, 2), code, "00%06d".formatted(number)),
                city + "营商环境建设监督局");
    }

    private static int prefectureEnd(String division) {
        int region = division.indexOf("地区");
        return region > 0 ? region + 2 : division.indexOf('市') + 1;
    }
}
