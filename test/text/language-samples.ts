/** Short sentences and openings of mails as people write them, one a line, by language. */
export const SAMPLES: Readonly<Record<string, string>> = {
  fr: `
Bonjour Madame, merci pour votre message.
Nous avons bien reçu votre candidature au poste de comptable.
Votre profil n'a pas été retenu.
Je vous confirme notre rendez-vous de jeudi à 14 heures.
Pouvez-vous m'envoyer le devis avant vendredi ?
La réunion est reportée à la semaine prochaine.
Ci-joint la facture du mois de mars.
Merci d'avance pour votre retour rapide.
Je suis en congé jusqu'au 12 août.
Le client a validé la maquette hier soir.
Il faudrait prévoir une salle plus grande.
Les travaux commenceront lundi matin.
Vous êtes trop âgée pour ce poste.
Nous cherchons quelqu'un de plus jeune.
Bon courage pour la suite de vos recherches.
Qui peut récupérer le colis à l'accueil ?
Est-ce que tu es disponible demain ?
On se voit ce soir au restaurant.
Le meeting avec le customer success manager est confirmé.
Merci de faire un feedback sur le workflow avant le call.
N'hésitez pas à me contacter si besoin.
CANDIDATURE REFUSEE POUR LE POSTE DE VENDEUSE
VEUILLEZ TROUVER VOTRE CONTRAT EN PIECE JOINTE
j ai bien recu ton mail je te reponds demain
Ta proposition me convient parfaitement.
Ils ont changé de fournisseur l'année dernière.
Cette offre expire dans deux jours.
Une mise à jour est nécessaire.
Elle reprendra son poste après son congé maternité.
Ton père sera à la gare vers midi.
Aucune place n'est disponible pour le moment.
Prière de ne pas répondre à ce message.
Les résultats seront publiés prochainement sur notre site.
Nous regrettons de ne pouvoir vous accueillir.
Après étude de votre dossier, notre choix s'est porté sur une autre personne.
Votre commande a été expédiée ce matin.
Peux-tu relire le document joint ?
Le comité se réunira en septembre.
Félicitations pour cette belle réussite !
Toutes nos condoléances à votre famille.
Mon fils est malade, je travaille de chez moi.
Comment allez-vous depuis la dernière fois ?
Il n'y a plus de papier dans l'imprimante.
Avez-vous pu avancer sur le dossier Martin ?
Le budget doit être voté avant la fin du trimestre.
Je te souhaite un bon week-end.
Les candidats seront reçus à partir de neuf heures.
Voici la liste des participants.
Nous vous proposons un entretien téléphonique.
Votre accent pose problème avec nos clients.
Sans nouvelles de votre part, nous annulerons la réservation.
Désolée pour ce contretemps, je reviens vers vous rapidement.
Quel est votre numéro de sécurité sociale ?
Tous les salariés sont concernés par cette mesure.
Le train de Lyon a vingt minutes de retard.
Je ne comprends pas votre décision.
Cela ne remet pas en cause vos qualités.
Très bien, on fait comme ça.
Vos documents sont prêts, passez quand vous voulez.
Nos bureaux seront fermés pendant les fêtes.
Quelques corrections restent à apporter au rapport.
Rendez-vous devant la mairie à dix heures.
La préfecture demande un justificatif de domicile.
Pensez à signer la feuille de présence.
Bonne journée à toutes et à tous.
Le dossier est complet.
Pourriez-vous me rappeler cet après-midi ?
Notre équipe reste à votre disposition.
Je pars en vacances ce vendredi.
Les tarifs augmentent au premier janvier.
On a perdu les clés du bureau.
Merci de confirmer votre présence.
Votre message a bien été transmis au service concerné.
Entretien prévu mardi.
Ce candidat manque d'expérience.
Vous trouverez mes disponibilités ci-dessous.
Impossible de joindre le transporteur.
La livraison aura du retard.
Rappel : assemblée générale jeudi soir
J'ai transmis vos coordonnées à mon collègue.
Une femme enceinte ne tiendrait pas le rythme.
Trop vieux pour apprendre.
Nous privilégions les jeunes diplômés.
Ok pour moi, on valide.
Vos enfants vous laisseront-ils assez de temps ?
Tu peux m'appeler quand tu veux.
Bonne réception
Salut Marc, ça va ?
Suite à votre demande, voici le lien de téléchargement.
Votre abonnement arrive à échéance.
Le serveur redémarre toutes les nuits.
Il pleut encore, prenez un parapluie.
Prix hors taxes, frais de port inclus.
Compte rendu de la séance du conseil
Avec mes excuses pour la gêne occasionnée.`,
  en: `
Hello Claire, thank you for your message.
We have received your application for the accountant position.
Your profile was not selected this time.
I can confirm our appointment on Thursday at two.
Could you send me the quote before Friday?
The meeting has been moved to next week.
Please find attached the invoice for March.
Thanks in advance for a quick answer.
I am on leave until the twelfth of August.
The client approved the mock-up last night.
We will need a bigger room.
Work starts on Monday morning.
You are too old for this job.
We are looking for someone younger.
Good luck with your search.
Who can pick up the parcel at reception?
Are you free tomorrow?
See you tonight at the restaurant.
The rendez-vous with Monsieur Durand at the café is confirmed.
Please give feedback on the workflow before the call.
Do not hesitate to contact me if needed.
APPLICATION REJECTED FOR THE SALES POSITION
PLEASE FIND YOUR CONTRACT ATTACHED
got your mail will answer tomorrow
Your proposal suits me perfectly.
They changed suppliers last year.
This offer expires in two days.
An update is required.
She will come back after her maternity leave.
Your father will be at the station around noon.
There are no seats left for now.
Please do not reply to this message.
The results will be published soon on our website.
We regret that we cannot welcome you.
After reviewing your file, we chose another person.
Your order was shipped this morning.
Can you proofread the attached document?
The committee meets in September.
Congratulations on this great success!
Our deepest sympathy to your family.
My son is ill, so I work from home.
How have you been since last time?
There is no paper left in the printer.
Did you make any progress on the Martin file?
The budget must be approved before the end of the quarter.
Have a nice weekend.
Candidates will be welcomed from nine o'clock.
Here is the list of participants.
We would like to offer you a phone interview.
Your accent is a problem with our customers.
If we don't hear from you, we will cancel the booking.
Sorry for the delay, I'll get back to you soon.
What is your social security number?
All employees are affected by this measure.
The train from Leeds is twenty minutes late.
I don't understand your decision.
This does not reflect on your qualities.
Fine, let's do it that way.
Your documents are ready, come by any time.
Our offices will be closed over the holidays.
Some corrections remain to be made to the report.
Meet me in front of the town hall at ten.
The council asks for a proof of address.
Remember to sign the attendance sheet.
Best wishes to everybody.
The file is complete.
Could you call me back this afternoon?
Our team remains at your disposal.
I leave for holiday this Friday.
Prices go up in January.
We lost the office keys.
Kindly confirm your attendance.
Your message was forwarded to the right department.
Interview planned for Tuesday.
This candidate lacks experience.
You will find my availability below.
Unable to reach the carrier.
Delivery will be late.
Reminder: general meeting Thursday night
I passed your details to a colleague.
A pregnant woman could not keep up.
Too old to learn.
We prefer recent graduates.
Fine with me, go ahead.
Do you plan to have children?
Call me whenever you like.
Enjoy your evening
Hey Mark, how are things?
Following your request, here is the download link.
Your subscription expires soon.
The server restarts every night.
It's raining again, take an umbrella.
Price excludes tax, shipping included.
Minutes of the board meeting
Apologies for any inconvenience caused.`,
  de: `
Guten Tag Frau Weber, vielen Dank für Ihre Nachricht.
Wir haben Ihre Bewerbung erhalten.
Leider können wir Ihnen keine Zusage geben.
Ich bestätige unseren Termin am Donnerstag um 14 Uhr.
Können Sie mir das Angebot bis Freitag schicken?
Die Besprechung wird auf nächste Woche verschoben.
Anbei die Rechnung für März.
Ich bin bis zum 12. August im Urlaub.
Der Kunde hat den Entwurf gestern genehmigt.
Sie sind zu alt für diese Stelle.
Wir suchen jemanden, der jünger ist.
Wer kann das Paket am Empfang abholen?
Bitte antworten Sie nicht auf diese E-Mail.
Die Ergebnisse werden bald veröffentlicht.
Ihre Bestellung wurde heute versandt.
Mein Sohn ist krank, ich arbeite von zu Hause.
Alle Mitarbeiter sind von dieser Maßnahme betroffen.
Unsere Büros sind über die Feiertage geschlossen.
Schönes Wochenende und bis Montag.
Das Budget muss vor Ende des Quartals beschlossen werden.
Die Unterlagen sind vollständig.
Könnten Sie mich heute Nachmittag zurückrufen?
Wir haben die Schlüssel verloren.
Die Lieferung verspätet sich.
Ich fahre am Freitag in den Urlaub.`,
  es: `
Buenos días, muchas gracias por su mensaje.
Hemos recibido su candidatura para el puesto de contable.
Lamentablemente no podemos seguir adelante con su solicitud.
Le confirmo nuestra cita del jueves a las dos.
¿Me puede enviar el presupuesto antes del viernes?
La reunión se aplaza a la próxima semana.
Adjunto la factura del mes de marzo.
Estoy de vacaciones hasta el 12 de agosto.
El cliente aprobó el diseño ayer por la noche.
Usted es demasiado mayor para este puesto.
Buscamos a alguien más joven.
¿Quién puede recoger el paquete en la recepción?
Por favor, no responda a este mensaje.
Los resultados se publicarán pronto en nuestra página.
Su pedido fue enviado esta mañana.
Mi hijo está enfermo, trabajo desde casa.
Todos los empleados están afectados por esta medida.
Nuestras oficinas estarán cerradas durante las fiestas.
Que tengas un buen fin de semana.
El presupuesto debe aprobarse antes del final del trimestre.
El expediente está completo.
¿Podría llamarme esta tarde?
Hemos perdido las llaves de la oficina.
La entrega llegará con retraso.
Me voy de vacaciones este viernes.`,
  it: `
Buongiorno, grazie per il suo messaggio.
Abbiamo ricevuto la sua candidatura per il posto di contabile.
Purtroppo non possiamo proseguire con la sua domanda.
Le confermo il nostro appuntamento di giovedì alle due.
Mi può inviare il preventivo prima di venerdì?
La riunione è rinviata alla prossima settimana.
In allegato la fattura del mese di marzo.
Sono in ferie fino al 12 agosto.
Il cliente ha approvato la bozza ieri sera.
Lei è troppo anziano per questo lavoro.
Cerchiamo qualcuno più giovane.
Chi può ritirare il pacco alla reception?
Si prega di non rispondere a questo messaggio.
I risultati saranno pubblicati presto sul nostro sito.
Il suo ordine è stato spedito questa mattina.
Mio figlio è malato, lavoro da casa.
Tutti i dipendenti sono interessati da questa misura.
I nostri uffici saranno chiusi durante le feste.
Buon fine settimana e a lunedì.
Il bilancio deve essere approvato prima della fine del trimestre.
La pratica è completa.
Potrebbe richiamarmi questo pomeriggio?
Abbiamo perso le chiavi dell'ufficio.
La consegna arriverà in ritardo.
Parto per le vacanze questo venerdì.`,
  nl: `
Goedemorgen, hartelijk dank voor uw bericht.
Wij hebben uw sollicitatie ontvangen.
Helaas kunnen wij u geen plaats aanbieden.
Ik bevestig onze afspraak van donderdag om twee uur.
Kunt u mij de offerte voor vrijdag sturen?
De vergadering is verplaatst naar volgende week.
Bijgaand de factuur voor maart.
Ik ben met vakantie tot 12 augustus.
De klant heeft het ontwerp gisteren goedgekeurd.
U bent te oud voor deze functie.
Wij zoeken iemand die jonger is.
Wie kan het pakket bij de receptie ophalen?
Gelieve niet op dit bericht te antwoorden.
De resultaten worden binnenkort bekendgemaakt.
Uw bestelling is vanmorgen verzonden.
Mijn zoon is ziek, ik werk van thuis uit.
Alle medewerkers krijgen met deze maatregel te maken.
Onze kantoren zijn tijdens de feestdagen gesloten.
Een prettig weekend en tot maandag.
Het budget moet voor het einde van het kwartaal worden goedgekeurd.
Het dossier is compleet.
Kunt u mij vanmiddag terugbellen?
We zijn de sleutels van het kantoor kwijt.
De levering loopt vertraging op.
Ik ga vrijdag op vakantie.`,
  pt: `
Bom dia, muito obrigado pela sua mensagem.
Recebemos a sua candidatura para a vaga de contabilista.
Infelizmente não podemos avançar com o seu processo.
Confirmo a nossa reunião de quinta-feira às duas.
Pode enviar-me o orçamento antes de sexta-feira?
A reunião foi adiada para a próxima semana.
Segue em anexo a fatura do mês de março.
Estou de férias até 12 de agosto.
O cliente aprovou o projeto ontem à noite.
Você é velho demais para este cargo.
Procuramos alguém mais jovem.
Quem pode levantar a encomenda na receção?
Por favor, não responda a esta mensagem.
Os resultados serão publicados em breve no nosso site.
A sua encomenda foi enviada esta manhã.
O meu filho está doente, trabalho em casa.
Todos os funcionários são afetados por esta medida.
Os nossos escritórios estarão fechados durante as festas.
Tenha um bom fim de semana.
O orçamento deve ser aprovado antes do fim do trimestre.
O processo está completo.
Poderia ligar-me esta tarde?
Perdemos as chaves do escritório.
A entrega vai chegar com atraso.
Vou de férias na sexta-feira.`,
};
