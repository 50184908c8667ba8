package cn.lvyue.hub.console;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What an address names does not exist; the page of errors says so. */
final class NotThere extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    NotThere(String what, String id) {
        super(HttpStatus.NOT_FOUND, what + " " + id);
    }
}
