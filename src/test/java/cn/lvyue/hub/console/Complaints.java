package cn.lvyue.hub.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What a browser says against a page while nobody looks: an error of a script, something the content policy forbids, a part that is
 * not there, a script that asks or tells, a call to another server.
 */
final class Complaints {
    /** A page that is refused on purpose is told of as well, by its status; its parts are told of by {@link #part}. */
    private static final String STATUS = "Failed to load resource: the server responded with a status of";

    private final List<String> all = new ArrayList<>();
    private final URI hub;

    Complaints(URI hub) {
        this.hub = hub;
    }

    /** Listens to all pages of a window. */
    void listenTo(BrowserContext window) {
        window.onConsoleMessage(this::said);
        window.onWebError(error -> all.add("script: " + error.error()));
        window.onDialog(dialog -> {
            all.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        window.onRequest(this::asked);
        window.onResponse(response -> {
            if (response.status() >= 400) {
                part(response.request(), String.valueOf(response.status()));
            }
        });
    }

    List<String> all() {
        return List.copyOf(all);
    }

    private void said(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith(STATUS)) {
            all.add("console: " + message.text());
        }
    }

    private void asked(Request request) {
        var asked = URI.create(request.url());
        if (asked.getScheme().startsWith("http") && !asked.getAuthority().equals(hub.getAuthority())) {
            all.add("elsewhere: " + request.url());
        }
    }

    private void part(Request request, String status) {
        if (!request.isNavigationRequest()) {
            all.add(status + ": " + request.url());
        }
    }
}
