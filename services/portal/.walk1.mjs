import {open,signIn,shot,browser,base} from './.walk.mjs';
let p=await open(); await p.goto(base); await p.waitForSelector('h1'); await p.waitForTimeout(500); await shot(p,'01-entrance');
await signIn(p,'sofia'); await p.waitForSelector('table.records'); await p.waitForTimeout(500); await shot(p,'02-people');
await p.keyboard.press('Control+k'); await p.keyboard.type('ков'); await p.waitForTimeout(600); await shot(p,'03-search');
await p.keyboard.press('Enter'); await p.waitForSelector('.record-head'); await p.waitForTimeout(900); await shot(p,'04-record');
await p.goto(base+'/companies'); await p.waitForSelector('table.records'); await p.waitForTimeout(400); await shot(p,'05-companies');
await p.getByRole('button',{name:'Новая компания'}).click(); await p.waitForTimeout(500); await shot(p,'06-create');
await p.getByRole('button',{name:'Добавить',exact:true}).click(); await p.waitForTimeout(600); await shot(p,'07-create-error');
await browser.close();
