package cn.lvyue.hub.security;

import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Lets people in at the pages by name and password, with the rights their roles give them at that moment. */
@Component
class Logins implements AuthenticationProvider {
    /** Held until the password is changed: opens the page where that is done, and nothing else. */
    static final String MUST_CHANGE = "password.must-change";

    private final Passwords passwords;
    private final PeopleStore people;
    private final Entrance entrance;
    private final Clock clock;

    Logins(Passwords passwords, PeopleStore people, Entrance entrance, Clock clock) {
        this.passwords = passwords;
        this.people = people;
        this.entrance = entrance;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        var name = presented.getName();
        var address = presented.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        var person = person(name);
        boolean mustChange = passwords.check(
                person.isPresent() ? name : "",
                String.valueOf(presented.getCredentials()),
                new Actor(person.map(Person::name).orElse("nobody known"), address));
        var who = person.orElseThrow(() -> new BadCredentialsException("wrong name or password"));
        var rights = mustChange
                ? List.<GrantedAuthority>of(new SimpleGrantedAuthority(MUST_CHANGE))
                : entrance.authorities(who, name.equals(Passwords.FIRST));
        return UsernamePasswordAuthenticationToken.authenticated(who, null, new ArrayList<>(rights));
    }

    private Optional<Person> person(String name) {
        if (name.equals(Passwords.FIRST)) {
            return Optional.of(new Person(name, Set.of(), Set.of()));
        }
        return people.find(name, clock.instant())
                .filter(account -> account.disabledAt() == null)
                .map(account -> new Person(
                        name,
                        account.roles().stream().map(People.Granted::role).collect(Collectors.toSet()),
                        account.roles().stream()
                                .flatMap(granted -> granted.feeds().stream())
                                .collect(Collectors.toSet())));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
