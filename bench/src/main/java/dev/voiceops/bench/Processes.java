package dev.voiceops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of processes under {@code /proc}. Stateless; any thread. */
final class Processes {
    /** Linux counts processor time for user space in hundredths of a second, whatever the kernel's own tick. */
    private static final long MS_A_TICK = 10;

    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /** User and system time of this process with all its threads, ms; 0 when it is gone. */
    static long cpuMs(long pid) {
        String[] fields = stat(pid);
        return fields.length == 0 ? 0 : MS_A_TICK * (number(fields, 11) + number(fields, 12));
    }

    /** The same for a process and its children: those that live and those it has waited for. */
    static long familyCpuMs(long pid) {
        String[] fields = stat(pid);
        if (fields.length == 0) return 0;
        long reaped = MS_A_TICK * (number(fields, 13) + number(fields, 14));
        return cpuMs(pid)
                + reaped
                + children(pid).stream().mapToLong(Processes::cpuMs).sum();
    }

    /** Memory the process holds, KiB; 0 when it is gone. */
    static long rssKib(long pid) {
        return line(pid, "VmRSS:");
    }

    /** Memory of a process and its children, KiB, each shared page counted in parts (PSS). */
    static long familyPssKib(long pid) {
        return pssKib(pid) + children(pid).stream().mapToLong(Processes::pssKib).sum();
    }

    private static long pssKib(long pid) {
        return find(PROC.resolve(pid + "/smaps_rollup"), "Pss:");
    }

    private static long line(long pid, String name) {
        return find(PROC.resolve(pid + "/status"), name);
    }

    private static long find(Path file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .orElse(0L);
    }

    private static List<Long> children(long parent) {
        try (var all = Files.list(PROC)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::parseLong)
                    .filter(pid -> isChild(pid, parent))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("/proc can't be listed; this benchmark needs Linux", e);
        }
    }

    private static boolean isChild(long pid, long parent) {
        String[] fields = stat(pid);
        return fields.length > 1 && number(fields, 1) == parent;
    }

    /** The fields after the program's name: state, parent, ... (proc(5), from the third on); empty when it is gone. */
    private static String[] stat(long pid) {
        String text = read(PROC.resolve(pid + "/stat"));
        return text.isEmpty()
                ? new String[0]
                : text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
    }

    private static long number(String[] fields, int index) {
        return Long.parseLong(fields[index]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
