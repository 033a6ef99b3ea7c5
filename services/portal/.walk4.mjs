import {open,signIn,shot,browser,base} from './.walk.mjs';
import { createRequire } from 'node:module'; const axe=createRequire(import.meta.url).resolve('axe-core/axe.min.js'); import {readFileSync} from 'node:fs'; const src=readFileSync(axe,'utf8');
async function check(p,n){ await p.waitForTimeout(700); await p.evaluate(src); const r=await p.evaluate(()=>window.axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})); for(const v of r.violations) console.log(n, v.impact, v.id, v.nodes.length, v.nodes[0].html.slice(0,160), '|', (v.nodes[0].any[0]?.message??v.nodes[0].all[0]?.message??v.nodes[0].none[0]?.message??'').slice(0,160)); }
for (const scheme of ['light','dark']) {
let p=await open({locale:'ru-RU',scheme}); await p.goto(base); await p.waitForSelector('h1'); await check(p,scheme+' entrance');
await signIn(p,'sofia'); await p.waitForSelector('table.records'); await check(p,scheme+' people');
await p.keyboard.press('Control+k'); await p.keyboard.type('ков'); await check(p,scheme+' search'); await p.keyboard.press('Enter'); await p.waitForSelector('.record-head'); await check(p,scheme+' record');
await p.getByRole('button',{name:'Изменить: Телефон'}).click({force:true}); await check(p,scheme+' edit');await p.keyboard.press('Escape');
await p.getByRole('button',{name:'Связать'}).click(); await check(p,scheme+' relate'); await p.keyboard.press('Escape');await p.waitForTimeout(300);
await p.getByRole('button',{name:'Ваша учётная запись'}).click(); await check(p,scheme+' menu'); await p.keyboard.press('Escape');
await p.goto(base+'/companies'); await p.getByRole('button',{name:'Новая компания'}).click(); await p.waitForTimeout(300); await p.getByRole('button',{name:'Добавить',exact:true}).click(); await check(p,scheme+' create-error');
p=await open({locale:'en-US',scheme}); await signIn(p,'adam'); await check(p,scheme+' adam'); await p.getByRole('button',{name:'New field'}).first().click(); await check(p,scheme+' define');
p=await open({locale:'ru-RU',scheme}); await signIn(p,'dina'); await p.getByRole('button',{name:'Проверить цепочку'}).click(); await check(p,scheme+' audit'); await shot(p,scheme+'-audit');
p=await open({locale:'ru-RU',scheme,width:390,height:844}); await signIn(p,'carla'); await p.waitForSelector('table.records');await check(p,scheme+' own'); await shot(p,scheme+'-ph-own');
p=await open({locale:'ru-RU',scheme,width:390,height:844}); await signIn(p,'sofia'); await p.waitForSelector('table.records');await check(p,scheme+' ph people'); await shot(p,scheme+'-ph-people');
}
await browser.close();
