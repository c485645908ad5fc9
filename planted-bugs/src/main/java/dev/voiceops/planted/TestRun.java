package dev.voiceops.planted;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes, one after the other, in a process of its own and halts at the first that fails, printing which; status 0: none did. */
final class TestRun {
    static final int FAILED = 1;

    private TestRun() {}

    public static void main(String[] classes) {
        for (String name : classes) {
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(name))
                    .build();
            LauncherFactory.create().execute(request, new Halting());
        }
        Runtime.getRuntime().halt(0);
    }

    private static final class Halting implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                System.out.print(System.lineSeparator() + name(test) + System.lineSeparator());
                System.out.flush();
                Runtime.getRuntime().halt(FAILED);
            }
        }

        private static String name(TestIdentifier test) {
            return test.getUniqueId()
                    .replaceAll(".*\\[class:(?:\\w+\\.)*(\\w+)]", "$1")
                    .replaceAll("/\\[\\w+(?:-\\w+)*:([^(\\]]+)[^]]*]", ".$1");
        }
    }
}
