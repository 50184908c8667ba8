package cn.lvyue.hub.console;

import cn.lvyue.hub.standard.Bilingual;
import cn.lvyue.hub.standard.FindingCatalog;
import cn.lvyue.hub.standard.FindingCatalog.Entry;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the codes of findings and alarms mean; the bean {@code codeWords} of the templates. Empty for a code that is no more. */
@Component("codeWords")
class CodeWords {
    private final Map<String, Entry> entries;

    CodeWords(FindingCatalog catalog) {
        this.entries = catalog.entries().stream().collect(Collectors.toUnmodifiableMap(Entry::code, entry -> entry));
    }

    /** A few words, {@code 字符编码错误} for F102. @param language of the page */
    public String title(String code, String language) {
        return words(code, Entry::title, language);
    }

    /** What to do about it. @param language of the page */
    public String remedy(String code, String language) {
        return words(code, Entry::remedy, language);
    }

    private String words(String code, Function<Entry, Bilingual> of, String language) {
        var entry = entries.get(code);
        if (entry == null) {
            return "";
        }
        var words = of.apply(entry);
        return language.equals("en") ? words.en() : words.zh();
    }
}
