import { chromium } from 'playwright-core';
const base='http://localhost:8095';
const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
export async function open({locale='ru-RU', width=1360, height=860, scheme='light'}={}) {
  const ctx = await browser.newContext({ locale, viewport:{width,height}, colorScheme: scheme });
  const page = await ctx.newPage();
  page.on('console', m=>{ if(['error','warning'].includes(m.type())) console.log('CONSOLE', m.type(), m.text().slice(0,400)); });
  page.on('pageerror', e=>console.log('PAGEERROR', e.message));
  return page;
}
export async function signIn(page,user){
  await page.goto(base); await page.waitForSelector('h1');
  await page.locator('a[href^="/auth/login"]').first().click();
  await page.fill('#username',user); await page.fill('#password',`${user}-demo-1`); await page.click('button[type=submit]');
  await page.waitForSelector('.shell');
}
export const shot=(page,n)=>page.screenshot({path:`/tmp/shots/${n}.png`});
export {browser, base};
