package cn.lvyue.hub.api;

import cn.lvyue.hub.security.SourceKeys.Actor;
import jakarta.servlet.http.HttpServletRequest;

/** Who is behind a request. */
final class Actors {
    private Actors() {}

    static Actor of(HttpServletRequest request) {
        var user = request.getUserPrincipal();
        return new Actor(user == null ? "nobody known" : user.getName(), request.getRemoteAddr());
    }
}
