package cn.lvyue.hub.console;

import cn.lvyue.hub.ops.AlarmService;
import cn.lvyue.hub.security.OpenPages;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What every page shows around its own matter: menu, person, language, open alarms. */
@ControllerAdvice(basePackageClasses = Frame.class)
class Frame {
    private static final String ALARMS = "/alarms";

    private final AlarmService alarms;
    private final OpenPages pages;
    private final FeedNames feeds;

    Frame(AlarmService alarms, OpenPages pages, FeedNames feeds) {
        this.alarms = alarms;
        this.pages = pages;
        this.feeds = feeds;
    }

    /**
     * @param sections those that the person may open
     * @param inside whether this is a page below the beginning of its section, to which it leads back
     * @param alarms asked for by the pages that show how many are open; parts of pages and the login do not
     * @param alarmsToo whether the person may see them
     * @param switchTo this page in the other language
     * @param names of the feeds
     */
    record Shown(
            List<Section> sections,
            @Nullable Section current,
            boolean inside,
            @Nullable String person,
            AlarmService alarms,
            boolean alarmsToo,
            String language,
            String switchTo,
            FeedNames names) {
        public int openAlarms() {
            return alarms.open().size();
        }

        /** What a feed is called. @param id null for none */
        public String feed(@Nullable Object id) {
            return names.of(id, language);
        }

        /** As {@link #feed}, where there is little room. */
        public String brief(Object id) {
            return names.brief(id, language);
        }

        public String feeds(Collection<?> ids) {
            return names.all(ids, language);
        }
    }

    @ModelAttribute("frame")
    Shown frame(HttpServletRequest request, Locale locale, @Nullable Principal person) {
        var uri = request.getRequestURI();
        var other = locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "zh" : "en";
        var sections = Arrays.stream(Section.values())
                .filter(section -> pages.mayOpen(person, section.path()))
                .toList();
        var current = Arrays.stream(Section.values())
                .filter(section -> section.holds(uri))
                .findFirst()
                .orElse(null);
        return new Shown(
                sections,
                current,
                current != null && sections.contains(current) && !uri.equals(current.path()),
                person == null ? null : person.getName(),
                alarms,
                pages.mayOpen(person, ALARMS),
                locale.getLanguage(),
                ServletUriComponentsBuilder.fromRequest(request)
                        .scheme(null)
                        .host(null)
                        .port(null)
                        .replaceQueryParam(ConsoleConfiguration.LANGUAGE, other)
                        .build()
                        .toUriString(),
                feeds);
    }
}
