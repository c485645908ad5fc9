package dev.voiceops.e2e;

/** Each role in its own process over loopback, as an operator runs it. */
final class InAProcessForEachRoleTest extends WholeCall {
    InAProcessForEachRoleTest() {
        super(Shape.APART);
    }
}
