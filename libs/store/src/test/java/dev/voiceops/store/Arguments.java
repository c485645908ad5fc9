package dev.voiceops.store;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes arguments of any type for the methods of the repositories; where an id of ours is wanted, it is one of a tenant's rows. */
final class Arguments {
    private static final Map<Class<?>, String> IDS = Map.of(
            CallId.class, "calls",
            AgentId.class, "agents",
            NumberId.class, "phone_numbers",
            IntegrationId.class, "integrations",
            ToolId.class, "tools",
            ExecutionId.class, "tool_executions",
            RecordingId.class, "recordings",
            DispatchId.class, "runtime_dispatches",
            MessageId.class, "outbox");

    private final SuperUser owner;
    private final TenantId tenant;

    Arguments(SuperUser owner, TenantId tenant) {
        this.owner = owner;
        this.tenant = tenant;
    }

    @Nullable
    Object of(Type type) {
        if (type instanceof ParameterizedType generic) return generic(generic);
        if (!(type instanceof Class<?> plain)) return null;
        if (IDS.containsKey(plain)) return id(plain, IDS.get(plain));
        if (plain == TenantId.class) return tenant;
        if (plain == VersionId.class) return new VersionId("0".repeat(64));
        if (plain == UUID.class) return UUID.randomUUID();
        if (plain == String.class) return "{}";
        if (plain == Secret.class) return Secret.of("secret");
        if (plain == Duration.class) return Duration.ofMinutes(1);
        if (plain == Instant.class) return Instant.now();
        if (plain == LocalDate.class) return LocalDate.of(2026, 1, 1);
        if (plain == ZoneId.class) return ZoneId.of("UTC");
        if (plain == boolean.class || plain == Boolean.class) return true;
        if (plain == int.class || plain == Integer.class) return 1;
        if (plain == long.class || plain == Long.class) return 1L;
        if (plain == double.class || plain == Double.class) return 1.0;
        if (plain == byte[].class) return new byte[32];
        if (plain.isArray()) return Array.newInstance(plain.getComponentType(), 0);
        if (plain.isEnum()) return plain.getEnumConstants()[0];
        if (plain.isSealed()) return of(plain.getPermittedSubclasses()[0]);
        return plain.isRecord() ? record(plain) : null;
    }

    private Object generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type first = type.getActualTypeArguments()[0];
        if (raw == Optional.class) return Optional.ofNullable(of(first));
        if (raw == Map.class) return Map.of();
        Object element = of(first);
        if (raw == Set.class) return element == null ? Set.of() : Set.of(element);
        if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
            return element == null ? List.of() : List.of(element);
        }
        throw new AssertionError("no argument of type " + type + ": teach Arguments to make one");
    }

    private Object record(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(type.getRecordComponents())
                .map(component -> of(component.getGenericType()))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            // a value its constructor refuses cannot be handed in by anybody
            throw new IllegalArgumentException(type + " refuses made-up values", e);
        }
    }

    private Object id(Class<?> type, String table) {
        UUID id = UUID.fromString(
                owner.one("select id::text from voiceops." + table + " where tenant_id = ? limit 1", tenant.value()));
        try {
            return type.getConstructor(UUID.class).newInstance(id);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
