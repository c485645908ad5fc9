package dev.voiceops.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DataMapTest {
    private static TestDatabase database;
    private static SuperUser catalog;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        catalog = SuperUser.of(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void every_table_of_the_schema_is_in_the_map_exactly_once() {
        List<String> mapped = new ArrayList<>(
                DataMap.tables().stream().map(DataMap.Table::name).toList());
        mapped.addAll(DataMap.others().keySet());
        assertThat(mapped).containsExactlyInAnyOrderElementsOf(catalog.list("""
                        select relname from pg_class where relnamespace = 'voiceops'::regnamespace
                        and relkind in ('r', 'p') and not relispartition"""));
    }

    @Test
    void every_column_of_a_table_with_such_data_has_its_kind() {
        for (DataMap.Table table : DataMap.tables()) {
            assertThat(table.columns().keySet())
                    .as(table.name())
                    .containsExactlyInAnyOrderElementsOf(columnsOf(table.name()));
        }
    }

    @Test
    void a_table_whose_rows_end_otherwise_than_usual_says_how() {
        for (DataMap.Table table : DataMap.tables()) {
            if (table.fate() == DataMap.Fate.OWN_RULE) {
                assertThat(table.why())
                        .as(table.name() + ": say by ends(...) how its rows end")
                        .isNotBlank();
            }
        }
    }

    @Test
    void a_table_that_belongs_to_calls_is_never_among_the_others() {
        for (String other : DataMap.others().keySet()) {
            assertThat(columnsOf(other)).as(other).doesNotContain("call_id", "caller");
        }
    }

    @Test
    void every_kind_of_copy_that_is_deleted_outside_has_its_place() {
        assertThat(DataMap.places())
                .filteredOn(place -> place.step() != null)
                .extracting(DataMap.Place::step)
                .containsExactlyInAnyOrder(DeletionStep.Kind.values());
    }

    private static List<String> columnsOf(String table) {
        return catalog.list("""
                select attname from pg_attribute
                where attrelid = ('voiceops.' || ?)::regclass and attnum > 0 and not attisdropped""", table);
    }
}
