package cn.lvyue.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannedNumbersTest {
    private final PlannedNumbers touched = new PlannedNumbers(7);

    @Test
    void whatAPlanHasTouchedIsAlwaysFound() {
        var numbers = numbers(0, 50_000);

        assertThat(touched.among(7, 1, numbers)).isEmpty();
        touched.add(7, 1, numbers);

        assertThat(touched.among(7, 1, numbers)).isEqualTo(numbers);
    }

    @Test
    void whatItHasNotTouchedIsSeldomLookedFor() {
        touched.add(7, 1, numbers(0, 50_000));

        assertThat(touched.among(7, 1, numbers(50_000, 100_000))).hasSizeLessThan(50);
        assertThat(touched.among(7, 2, numbers(0, 50_000))).as("another feed").hasSizeLessThan(50);
    }

    @Test
    void ofAnotherPlanNothingIsKnownAndEverythingIsLookedFor() {
        touched.add(8, 1, List.of("A"));

        assertThat(touched.among(8, 1, List.of("A", "B"))).containsExactly("A", "B");
        assertThat(touched.among(7, 1, List.of("A", "B"))).isEmpty();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj("GD2023%08d"::formatted).toList();
    }
}
