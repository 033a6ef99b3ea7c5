/** Given names with the short ones that people are called by; each line one name. */
const russian = `
  александр александра саша саня шура сашка | алексей леша алеша леха | анастасия настя настенька ася | анатолий толя | андрей андрюша андрюха | анна аня анюта нюра | антон тоша антоша |
  борис боря | вадим вадик | валентин валентина валя | валерий валерия валера лера | василий вася | вера верочка | виктор витя | виктория вика | виталий виталик | владимир вова володя | владислав влад славик |
  вячеслав слава | галина галя | геннадий гена | георгий гоша жора | григорий гриша | дарья даша | денис дениска дэн | дмитрий дима митя димон | евгений евгения женя | екатерина катерина катя катюша |
  елена лена алена леночка | елизавета лиза | зинаида зина | иван ваня ванюша | игорь игорек гоша | илья илюша | ирина ира иришка | кирилл кирюша | константин костя | ксения ксюша | лариса лара | лев лева |
  леонид леня | любовь люба | людмила люда мила | максим макс | маргарита рита | марина мариша | мария маша машенька маруся | михаил миша | надежда надя | наталья наталия наташа ната | никита никитос | николай коля |
  олег олежка | ольга оля олечка | павел паша | петр петя | полина поля | роман рома | светлана света | семен сема | сергей сережа серега | софия софья соня | станислав стас слава | степан степа | тамара тома |
  татьяна таня | федор федя | юлия юля | юрий юра | яна яночка | ярослав слава ярик`;
const english = `
  alexander alexandra alex al sasha sandy | andrew andy drew | anthony tony | barbara barb | benjamin ben benny | catherine katherine kathryn kate katie kathy cathy kit | charles charlie chuck | christine christina chris tina |
  christopher chris topher | daniel dan danny | david dave davy | deborah deb debbie | donald don donny | dorothy dot dottie | edward ed eddie ted ned | eleanor ellie nell | elizabeth liz beth betty eliza lizzie libby |
  emily em emmy | eugene gene | frances francis fran frank | frederick fred freddie | george georgie | gregory greg | harold harry hal | helen nell | henry harry hank | isabella bella izzy | jacob jake | james jim jimmy jamie |
  jennifer jen jenny | jessica jess jessie | john johnny jack jon | jonathan jon | joseph joe joey | joshua josh | judith judy | kenneth ken kenny | kimberly kim | lawrence larry | leonard len leo | margaret maggie meg peggy marge |
  maria mary molly | matthew matt | michael mike mick mickey | nancy nan | natalie nat | nathaniel nathan nate nat | nicholas nick | pamela pam | patricia pat patty tricia trish | patrick pat paddy | peter pete | philip phil |
  raymond ray | rebecca becky becca | richard rick dick rich ricky | robert bob rob bobby robbie bert | ronald ron ronnie | samuel samantha sam sammy | sarah sally sadie | stephen steven steve | stephanie steph | susan sue susie |
  theodore ted teddy theo | theresa terry tess | thomas tom tommy | timothy tim | valerie val | victoria vicky tori | vincent vince | william bill will billy willy liam | zachary zach`;
/** English names as Russian writes them by ear; the others follow from their letters. */
const byEar = `
  джон john | джеймс james | джим jim | джордж george | майкл michael | майк mike | чарльз charles | уильям william | дэвид david | стивен stephen steven | ричард richard | джейн jane | джек jack | эндрю andrew |
  мэри mary | энн ann anne | джессика jessica | дженнифер jennifer | джозеф joseph | джошуа joshua | мэтью matthew | пол paul | кейт kate | хелен helen | генри henry | хьюго hugo | джулия julia`;

const families = [russian, english, byEar].flatMap((names) => names.split('|').map((family) => family.trim().split(/\s+/)));

/** What else somebody of this name is called: the other names of each family that it is in. `name` in lower case, ё as е. */
export function calledToo(name: string): readonly string[] {
  return [...new Set(families.filter((family) => family.includes(name)).flat())].filter((other) => other !== name);
}
