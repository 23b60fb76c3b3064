// Keep a picture of a page once something is on it: picture.cjs <address> <selector> <picture> [address to log in at]
const { chromium } = require("playwright-core");

const [address, selector, picture, login] = process.argv.slice(2);

async function main() {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"] });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(180000);
  if (login) {
    await page.goto(login);
    await page.fill("#username", "admin");
    await page.fill("#password", "admin");
    await page.press("#password", "Enter");
    await page.waitForURL((url) => !url.pathname.startsWith(new URL(login).pathname));
  }
  await page.goto(address);
  await page.waitForSelector(selector);
  await page.waitForTimeout(3000); // bars grow into place
  await page.screenshot({ path: picture });
  await browser.close();
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
