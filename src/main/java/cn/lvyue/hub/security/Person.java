package cn.lvyue.hub.security;

import cn.lvyue.hub.record.FeedId;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Who calls with a token.
 *
 * @param roles none for the token of the environment or the settings, which has what {@link Entrance} leaves it
 * @param feeds a source clerk's own; empty for everybody else
 */
public record Person(String name, Set<Role> roles, Set<FeedId> feeds) implements Principal {
    public Person {
        roles = Set.copyOf(roles);
        feeds = Set.copyOf(feeds);
    }

    /** The person a request comes from, if it comes from one. */
    public static Optional<Person> of(@Nullable Principal user) {
        return user instanceof Authentication known && known.getPrincipal() instanceof Person person
                ? Optional.of(person)
                : Optional.empty();
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether what he sees ends at the feeds he works for. */
    public boolean isOfFeedsOnly() {
        return roles.contains(Role.SOURCE_CLERK);
    }

    /** With the roles an account has. */
    static Person of(People.Account account) {
        return new Person(
                account.name(),
                account.roles().stream().map(People.Granted::role).collect(Collectors.toSet()),
                account.roles().stream()
                        .flatMap(granted -> granted.feeds().stream())
                        .collect(Collectors.toSet()));
    }

    Set<Right> rights() {
        var rights = roles.stream().flatMap(role -> role.rights().stream()).collect(Collectors.toSet());
        rights.add(Right.SELF);
        return rights;
    }
}
