/** What customers write to a support desk in English, by what they want; a bar stands between two messages. */
export const englishMessages: Readonly<Record<string, string>> = {
  'order-status': `
    Where is my order? | What is the status of order 1042? | Has our order been shipped yet? | I ordered on Monday, is it ready? | Please send me the tracking number | Can you tell me how far my order is?
    My order still says processing | Did you receive our purchase order? | Has my order been confirmed? | I paid a week ago and have heard nothing about the order | Is the order packed already? | Any news on order number 77?
    what is happening with order 20417? | we placed an order on Tuesday and it is silent since | could you check how far along my purchase is | has request 318 reached you? | our order is still shown as new
    is there any progress on our order | tracking says the parcel was not handed over yet | at which stage is the assembly of the order | you have not lost my order, have you? | we paid yesterday, is the order being worked on?
    give me the number to track the shipment | when will you send what we ordered | I cannot find my order in the list | I got a mail that the order was accepted, what comes next | how much longer until the order is put together
    please confirm that the batch from the fifth is ready | the order was split in two, where is the second half? | your colleague said it left the warehouse, is that true | current state of the filter order please | did you get the purchase order that I mailed
    I need to know whether the order has gone out so that I can plan | just checking on my order | my order number is 7781, is it ready | we have been waiting two weeks, did you even start on the order | why are only some items of the order marked as shipped
    where is my package | order update please | how can I see which stage my purchase is in | when can we expect the goods of our order to leave | no change on the order for days, any update
    is order 55 on its way or still with you | I would like to follow my order | when will the coffee machine that we ordered be ready to leave | was my order accepted | status?`,
  delivery: `
    How much is delivery to Leeds? | Can the delivery be moved to another day? | The courier did not come | Please change the delivery address | Do you deliver abroad? | The delivery is two days late
    Can I collect it at your warehouse? | At what time will the truck arrive? | We need delivery up to the third floor | Which carrier do you use? | The parcel is stuck at the depot | How long does shipping take?
    what would it cost to bring 200 kg to Bristol | we would like the truck to come on Thursday instead | the driver neither called nor came | we have moved, bring it to the new address | do you send goods to Norway
    delivery was promised for the morning and it is evening now | we will pick it up ourselves, where is your warehouse and how late is it open | which time window will it be brought in | it has to be carried inside, there is no lift | who transports the goods
    the pallet has been at the freight terminal for a week | how many days is transport to Scotland | is delivery free above some amount | the courier left the box with the wrong person | can you bring it on a Saturday
    price of delivery within the city | come after six, nobody is there during the day | the truck was not let in at the gate, how do we unload | we need a tail lift for unloading | is it to the door or to the kerb
    when will the courier be here | please change who receives the goods | is express delivery tomorrow possible | we need the arrival time of the vehicle for the gate pass | the parcel takes too long, where is the carrier
    please hold the delivery back for a week | do you deliver on bank holidays | the address on the waybill is wrong | can I collect from a pick-up point | the carrier wants extra money for storage
    how long is the delivery time to the islands | we need two people to carry it, it is heavy | please ship it with the next truck | do you deliver outside the city | you came unannounced and nobody was in, when is the next attempt`,
  'return-refund': `
    I want to return this item | How do I send goods back? | Please refund the faulty part | It does not fit, can I exchange it? | When will I get my money back? | You sent the wrong size, I need a swap
    I need a return form | Who pays for return postage? | We would like to send part of the batch back | The refund has not arrived | Can unused boxes be returned? | I want a refund for the damaged goods
    the device is faulty, I am ready to send it back | how can filters that do not fit be returned | take the goods back and give me my money | you sent another model, please replace it | how many days do I have to return something
    the money for the returned goods is still not on my card | I want to swap it for another colour | the box is open, can it still go back | please refund me | the grinder arrived broken, replace it
    where do I send the return and who pays for it | I need an address for the defective item | we have leftovers, will you take them back | you delivered too many, we want to give some back | where can I find the return slip
    we demand compensation for the broken pump | the return was approved two weeks ago, where is the money | may I send back just one piece of the set | goods of poor quality, please pay the sum back | exchange the faulty part for a good one
    we refuse the goods that arrived and want our money | wrong size, how does an exchange work | do you need a return note | when does the refund reach our bank account | refund what we overpaid for missing goods
    it was spoilt on arrival and I want to be compensated | do you take back discounted items | if the packaging is intact, is it a full refund | can a courier pick up the return here | a defective one came, I need a replacement
    I asked for an exchange, when does the new one come | it broke on the third day, I want to hand it in and get the money back | a piece is missing in the box, exchange the set | what is your return policy for companies | the cups are cracked, I want a refund for them`,
  billing: `
    Please send the invoice | The amount on the invoice is wrong | We need a statement of account | How can I pay by card? | You charged me twice | Our accounting needs the closing documents
    Please change our company details on the invoice | Can we pay in instalments? | I never received the VAT invoice | Why is the bill higher than agreed? | What is the due date of this invoice? | Which bank account should we pay to?
    make out an invoice to our company | the sum to pay does not match the order | prepare a reconciliation of our balance | is a company card accepted | money was taken twice
    our accountant needs delivery notes and receipts | we have a new bank account, correct the papers | can we pay later | where is the bill for last month | why did you add a late fee
    I need a stamped copy of the payment document | we paid but it still says overdue | how long do we have to pay the bill | we paid too much, set it off against the next payment | send the March documents electronically
    the VAT in the papers does not match | which account should the transfer go to | we paid and got no receipt | the payment was declined, what now | I was billed for a service that I never had
    please change the payer | can the payment be split | send the invoice again to another mail | when is the rent payable | what is this charge of 30 pounds for
    we need a quote and an invoice for a tender | the receipt has a mistake | is invoice 214 paid | we got a reminder of a debt although we paid | the rate went up, why is the amount different
    how do I get a tax invoice | do you take PayPal | please correct the price on the invoice as agreed in the contract | send us a statement of our payments | we are closing the quarter and need the documents for accounting`,
  complaint: `
    This is unacceptable, I am very unhappy with your service | Your salesman was rude to me | I want to make a complaint | You promised three times and did nothing | Terrible quality, never again | Nobody answers my letters
    I will report you to the authorities | Let me speak to your manager | I feel cheated | Awful service | How long must I wait, this is disrespectful | We are deeply disappointed
    how many more promises, I am outraged | your employee is rude on the phone | accept my claim about the quality of service | you let us down again, nobody can work like this | what a nightmare of a company
    I write for the fifth time and get no reaction | I will go to court and to the ombudsman | put me through to whoever is in charge, this is not good enough | we were misled, you promised one thing and did another | dreadful quality, a waste of money
    I have never been treated like this as a customer | extremely dissatisfied with your support | I am simply being ignored | the operator hung up on me | I demand an apology
    your fitter was impolite and left a mess | every time the same, I am fed up | this is cheating customers | a complaint about what your agent did | we will never come back to you
    why are your people so careless | I will write a review so that everybody knows how you work | worst support ever | no respect for people at all | you broke every agreement, we are let down
    please look into the rudeness at your office | very poor service | I was on hold for an hour and nobody picked up | they act as if they did me a favour | you ruined our opening, who answers for that
    shocking that nobody solved this in two months | I want to complain about the courier, he shouted at me | your company has lost my trust | utterly irresponsible | you do not keep to the contract and I am angry`,
  technical: `
    The program does not start | The device shows error E4 | The customer portal is down | Everything froze after the update | The machine stopped and will not turn on | I do not receive the confirmation code
    The sensor cannot connect to the network | The page gives error 500 | The system is not working, our warehouse stands still | How do I set up the scanner? | I cannot upload a file | The label printer prints blank sheets
    the coffee machine does not heat | the screen shows code E21, what does that mean | after a restart the app crashes | the website will not open | the unit makes a noise and switches off
    water leaks out underneath | the button does not react | the scanner stopped reading barcodes | an error comes up when I upload a document | the terminal cannot find the internet
    I cannot get the sensor onto the wifi | how do I calibrate the scales | a window with an error pops up and everything closes | the display is black and shows nothing | the pump runs but there is no pressure
    nothing prints, the printer blinks red | we updated the firmware and the settings are gone | the report does not export to Excel | the system is slow, pages take a minute | the motor is jammed
    the text message with the code never comes | the integration stopped exchanging data | the device does not hold its charge | fault: the fridge does not cool | help us start the equipment after the repair
    the server is unreachable, we cannot work | how do I reset the device to factory settings | changes in the form are not saved | the equipment stopped in the middle of a shift | the camera picture is full of noise
    the steam tap is broken | we need an engineer on site, the machine is not working | why does the display say connection error | it hangs when switched on | the software does not see the licence key`,
  account: `
    I forgot my password | How do I change the e-mail in my profile? | Please delete my account | I cannot log in with my user name | Add another colleague to our account | Please update my phone number
    How do I turn on two-factor login? | My account is locked | Which data do you hold about me? | Unsubscribe me from the newsletter | Our company has a new name, please update it | I withdraw my consent to data processing
    I do not remember my password, how do I get in again | I want another user name | close my profile and erase my data | the portal will not let me in, it says wrong password | set up access for our new bookkeeper
    my mobile number is different now, update my record | switch on sign-in by code | my login was blocked after three tries | send me a copy of everything that you know about me | do not send me advertising
    the firm was renamed, correct the name in the profile | I take back my permission to use my personal data | how do I register for the portal | remove a former employee from our access | change the surname in my details
    the mail to reset my password does not arrive | hand the administrator rights to somebody else | I want notifications at another e-mail address | can two accounts be merged | turn off text message marketing
    how can I see who has access to our account | correct the company address in my profile | I do not want your mails any more | delete my personal data from your database | how do I set user permissions
    sign-up does not finish, it says the account exists | give me access to the portal | where do I change the language and contact details | stop processing my data | I forgot my login name
    somebody signed in as me, reset my password | how do I sign out everywhere | add a second e-mail in the settings | limit what a colleague may see in our account | please correct a typo in my name in your records`,
  'product-question': `
    Do you have shelves three metres high? | What load can a shelf bear? | What is the difference between model A and model B? | Is this item in stock? | How much is a set for a hundred places? | What warranty does the equipment have?
    Is the rack suitable for a freezer? | Please send your catalogue and prices | What material is the case made of? | Is there a discount for large quantities? | Do you have a certificate of conformity? | Can I order a sample?
    what are the dimensions of this model | how many cups a day can the Brava 400 make | do you have filters available | how is the new version better than the old one | what is the price from ten pieces up
    for how many years is it guaranteed | can it be used outdoors in winter | give me a price list for equipment | is the housing metal or plastic | how much power does it draw
    does the cartridge fit other brands | are there papers on product safety | is there a showroom where I can see it | what would you recommend for an office of fifty | how much electricity does it use
    does this part go with the model 600 | does it come in white | how heavy is it with packaging | do you make uprights to measure | is the hose included
    when does the new model come out | is there a discount for regular customers | how long does a bearing last | I am interested in renting, what are the conditions | what does the Standard plan include
    tell me more about the specifications | I want to buy a grinder, which one should I take | we need a quotation for twenty desks | which beans are best for espresso | are there cheaper alternatives
    what is the volume of the tank | does it run on 110 volts | is the product certified | could we try one first | how much is yearly maintenance`,
  cancel: `
    Cancel my order | I want to terminate the contract | We changed our mind and do not need it | How do I cancel the subscription? | Please annul our request | We are calling off the supply
    Do not renew the contract next year | Stop the shipment, the order is cancelled | I want to give up the service | Drop the order, the budget was not approved | Close our subscription | We no longer need maintenance, please end the agreement
    please call off my purchase | release the reservation of the equipment | we are ending our contract with you | we no longer want it, withdraw the request | how do I stop the subscription
    do not send it, we refuse | please stop the service from the first of the month | the order was made by mistake, remove it | void the invoice and the order | switch off the paid service
    we will not extend the rental | I want to cancel the technician's visit | I am giving up the plan, what do I need to do | we are taking back our application | halt the supply, plans have changed
    this is notice of termination of the agreement | change of plans, the order is off | cancel the service appointment | we do not want to use the service any longer | the purchase is frozen, please cancel the shipment
    turn off automatic renewal | end the contract early | cancel the second line of the order | the order is there twice, delete one | we chose another supplier, so cancel our order
    how can a rental contract be terminated | I want to close the maintenance plan | I changed my mind about buying, cancel it | I withdraw order 4410 | please revoke my request
    the supply is not needed any more | cancel tomorrow's delivery and the order itself | finish the subscription at the end of the month | please do not carry out the order | we stop working with you, terminate the contract`,
  thanks: `
    Thank you for your help! | We received everything, many thanks | Great work, you saved us | The question is settled, thanks | We are very happy with the service | Thanks, it works now
    Thank you for the quick reply | You are the best | Glad to work with you | A pleasure doing business with you | Please thank your technician | No more questions, thank you
    thanks a lot, everything is fine | I appreciate how quick you were | it works again, you are brilliant | that settles it, thank you | we are so glad that we chose you
    thanks, got it | hats off to your support | a big thank-you to the engineer | all clear now, thanks for explaining | pleasantly surprised by the quality of your work
    ok thanks | great, that helped | wonderful service, keep it up | much obliged | problem solved, thanks everyone
    I want to praise your operator | excellent support | special thanks to Olga for her patience | goods received, nothing to complain about, thank you | you really helped us out
    thank you for the detailed answer | thx | many thanks indeed | everything arrived in one piece, thank you | five stars for your team
    it was good to work with you | thank you for the cooperation | hooray, it runs, thanks | thanks, nothing else needed | satisfied, we will recommend you
    very grateful for the help | your technician is great, did it all quickly | thanks, we figured it out | splendid result, thank you | all super, thanks for caring`,
};
