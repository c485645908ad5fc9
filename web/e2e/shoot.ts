import { expect, type Page } from "@playwright/test";

const shots = process.env.SCREENSHOTS ?? "target/screenshots";

/** Pictures of the page, wide and narrow, light and dark; it must not scroll sideways. */
export async function shoot(page: Page, name: string) {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [width, height] of [[1280, 900], [390, 844]] as const) {
      await page.setViewportSize({ width, height });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${name} scrolls sideways by that many px at ${width} px`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `${shots}/${name}-${width}-${scheme}.png`, fullPage: width < 1000 });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}
