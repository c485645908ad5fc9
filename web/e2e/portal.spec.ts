import { expect, test } from "@playwright/test";
import { shoot } from "./shoot";

// The Client Portal as a client's person uses it, on a platform whose oldest call was the demo's.

const portal = process.env.PORTAL_URL ?? "";
const email = process.env.PORTAL_EMAIL ?? "";
const password = process.env.PORTAL_PASSWORD ?? "";

test("a client signs in, reads its figures, and listens to its call", async ({ page }) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => line.type() === "error" && !line.text().includes("401") && complaints.push(line.text()));

  await page.goto(portal);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in with your organisation" })).toHaveCount(0);
  await shoot(page, "portal-sign-in");

  await test.step("a wrong password is told, a right one opens", async () => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("E-mail or password is wrong");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Northwind");
  });

  await test.step("the figures say how they are made", async () => {
    await expect.poll(async () => {
      await page.reload();
      return Number(await page.getByTestId("figure Calls").textContent());
    }).toBeGreaterThan(0);
    await expect(page.getByTestId("figure Resolved")).toHaveText(/^\d[\d.]* %$/);
    const resolved = page.getByRole("region", { name: "Resolved" });
    await resolved.getByText("how it is counted").click();
    await expect(resolved).toContainText(/resolved \/ answered = \d+ \/ \d+/);
    await expect(resolved).toContainText(/\d+ of \d+ calls have a known outcome/);
    await expect(page.getByRole("img", { name: "Calls a day, by outcome" })).toBeVisible();
    await shoot(page, "portal-overview");
    await page.getByLabel("Period").selectOption("Last month");
    await expect(page.getByTestId("figure Calls")).toHaveText("0");
    await expect(page.getByTestId("figure Resolved")).toHaveText("–");
    await expect(page.getByText("No call ended on these days.")).toBeVisible();
    await page.getByLabel("Period").selectOption("Last 7 days");
  });

  await test.step("its calls are listed and can be picked by outcome", async () => {
    await page.getByRole("link", { name: "Calls", exact: true }).click();
    const calls = page.getByTestId("calls").getByRole("link");
    await expect(calls.first()).toBeVisible();
    await shoot(page, "portal-calls");
    await page.getByLabel("Outcome").selectOption("resolved");
    await expect(calls.filter({ hasNotText: "resolved" })).toHaveCount(0);
    await calls.last().click();
  });

  await test.step("a call is read and heard, from where one likes", async () => {
    await expect(page.getByTestId("facts")).toContainText("Order desk");
    const lines = page.getByTestId("transcript").getByRole("listitem");
    await expect(lines.filter({ hasText: "where my order is" })).toBeVisible();
    const player = page.getByTestId("player");
    const seconds = () => player.evaluate((audio: HTMLAudioElement) => audio.duration);
    await expect.poll(seconds).toBeGreaterThan(5);
    const last = lines.last();
    await last.getByTitle("Listen from here").click();
    await expect(last).toHaveAttribute("aria-current", "true");
    await player.evaluate((audio: HTMLAudioElement) => audio.pause());
    await page.evaluate(() => window.scrollTo(0, 0));
    await shoot(page, "portal-call");
  });

  await test.step("who signs out is out", async () => {
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
    const answer = await page.request.get(new URL("/client/calls", portal).toString());
    expect(answer.status()).toBe(401);
  });
  expect(complaints).toEqual([]);
});
