package cn.lvyue.hub.security;

import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Lets people in at the pages by name and password, with the rights their roles give them at that moment; who has something to do
 * first gets no right but to do it.
 */
@Component
class Logins implements AuthenticationProvider {
    private final Passwords passwords;
    private final SecondFactors factors;
    private final PeopleStore people;
    private final Entrance entrance;
    private final Clock clock;

    Logins(Passwords passwords, SecondFactors factors, PeopleStore people, Entrance entrance, Clock clock) {
        this.passwords = passwords;
        this.factors = factors;
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
        var stages = new ArrayList<Stage>();
        factors.stage(who).ifPresent(stages::add);
        if (mustChange) {
            stages.add(Stage.PASSWORD);
        }
        return in(who, stages);
    }

    /** Somebody with his rights, or with what he has to do before he gets them. */
    Authentication in(Person who, List<Stage> stages) {
        var authorities = stages.isEmpty()
                ? new ArrayList<GrantedAuthority>(
                        entrance.authorities(who, who.name().equals(Passwords.FIRST)))
                : Stage.authorities(stages);
        return UsernamePasswordAuthenticationToken.authenticated(who, null, authorities);
    }

    /** Who may come in under a name; none if nobody has it or the account is disabled. */
    Optional<Person> person(String name) {
        if (name.equals(Passwords.FIRST)) {
            return Optional.of(new Person(name, Set.of(), Set.of()));
        }
        return people.find(name, clock.instant())
                .filter(account -> account.disabledAt() == null)
                .map(Person::of);
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
