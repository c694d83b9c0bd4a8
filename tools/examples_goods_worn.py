"""Which genuine goods are worn or carried? Shoes, watches, bags, jackets, sunglasses, helmets.

@ line | brand | owner | category | picture | sellers, each with the number of variants it offers
"""

WORN = """
@ fjord-runner | Halvorsen | Halvorsen Sport AS | Apparel & Accessories > Shoes | fjord-runner-blue.png | s-01*3 s-02*2 s-16*2
name: Fjord Runner trail running shoes
text: Grippy lugged outsole, rock plate and a gusseted tongue that keeps grit out. 8 mm drop, 285 g in EU 42.
variants: blue, EU 41 = 129.00; blue, EU 42 = 129.00; blue, EU 43 = 129.00; moss, EU 42 = 134.00;
  moss, EU 44 = 134.00; rust, EU 43 = 139.00
@ fjord-runner-low | Halvorsen | Halvorsen Sport AS | Apparel & Accessories > Shoes | fjord-runner-rust.png | s-01*2 s-16*2 s-02*1
name: Fjord Runner Low road-to-trail shoes
text: The lighter sister of the Fjord Runner for gravel and park paths. Recycled mesh, 6 mm drop.
variants: rust, EU 38 = 109.00; rust, EU 40 = 109.00; white, EU 39 = 114.00; white, EU 41 = 114.00
@ skarv | Halvorsen | Halvorsen Sport AS | Apparel & Accessories > Shoes | skarv-boot.png | s-01*2 s-02*2
name: Skarv mid hiking boots
text: Waxed leather boot with a waterproof lining and a sole that can be replaced by our workshop in Bergen.
variants: brown, EU 41 = 189.00; brown, EU 43 = 189.00; brown, EU 45 = 194.00; grey, EU 40 = 179.00
@ kids-runner | Halvorsen | Halvorsen Sport AS | Apparel & Accessories > Shoes | fjord-runner-rust.png | s-16*2 s-01*1
name: Tverr kids' running shoes
text: Two hook-and-loop straps, a soft forefoot and a reflective heel for dark mornings.
variants: red, EU 30 = 84.00; red, EU 32 = 84.00; navy, EU 33 = 86.00
@ quartz-38 | Tokimori | Tokimori Watch Co., Ltd. | Apparel & Accessories > Jewelry > Watches | tokimori-field.png | s-05*3
name: Field Quartz 38 mm watch
text: Brushed steel, sapphire crystal, screw-down crown, 100 m. Two-year warranty card stamped by the dealer.
variants: cream dial = 420.00; black dial = 420.00; green dial = 435.00
@ kaigan-diver | Tokimori | Tokimori Watch Co., Ltd. | Apparel & Accessories > Jewelry > Watches | tokimori-diver.png | s-05*3
name: Kaigan Diver automatic 41 mm watch
text: Ceramic bezel, 300 m, calibre TM41 with a 60-hour reserve. Steel bracelet with diver's extension.
variants: navy dial = 890.00; black dial = 890.00; orange dial = 920.00; black dial, rubber strap = 840.00
@ tokimori-dress | Tokimori | Tokimori Watch Co., Ltd. | Apparel & Accessories > Jewelry > Watches | tokimori-field.png | s-05*2
name: Shizuka dress watch, 36 mm
text: Thin hand-wound movement under a lacquered dial; cordovan strap, boxed with its certificate.
variants: ivory dial = 1150.00; indigo dial = 1190.00; silver dial = 1150.00
@ fiorana-tote | Bellacorte | Bellacorte Pelletterie Srl | Apparel & Accessories > Handbags, Wallets & Cases > Handbags | fiorana-cognac.png | s-06*3
name: Fiorana leather tote
text: Vegetable-tanned calfskin from Tuscany, suede lining, dust bag and numbered card included.
variants: cognac = 520.00; black = 520.00; olive = 540.00; bordeaux = 540.00
@ fiorana-mini | Bellacorte | Bellacorte Pelletterie Srl | Apparel & Accessories > Handbags, Wallets & Cases > Handbags | fiorana-mini.png | s-06*2
name: Fiorana Mini crossbody bag
text: The Fiorana in small: phone, keys and a purse. Adjustable strap, brass turn-lock.
variants: cognac = 430.00; black = 430.00; ivory = 445.00
@ bella-wallet | Bellacorte | Bellacorte Pelletterie Srl | Apparel & Accessories > Handbags, Wallets & Cases > Wallets & Money Clips | bellacorte-wallet.png | s-06*3
name: Quaderno zip wallet
text: Eight card slots, a coin pocket and a full-length zip; stitched by hand at the corners.
variants: black = 165.00; cognac = 165.00; navy = 170.00; bordeaux = 170.00
@ bella-satchel | Bellacorte | Bellacorte Pelletterie Srl | Apparel & Accessories > Handbags, Wallets & Cases > Handbags | fiorana-cognac.png | s-06*1
name: Cartella satchel
text: A working bag for a 14-inch laptop, with a back sleeve for the trolley handle.
variants: black = 610.00; chestnut = 610.00; olive = 630.00
@ harbour-storm | Harbour | Harbour Outerwear Ltd | Apparel & Accessories > Clothing > Outerwear > Coats & Jackets | harbour-yellow.png | s-11*3 s-16*2
name: Storm fisherman's rain jacket
text: Welded seams, storm flap and a hood that turns with your head. Made for wet decks and wet dogs alike.
variants: yellow, S = 145.00; yellow, M = 145.00; yellow, L = 145.00; navy, M = 145.00; navy, XL = 149.00
@ harbour-quilt | Harbour | Harbour Outerwear Ltd | Apparel & Accessories > Clothing > Outerwear > Coats & Jackets | harbour-navy.png | s-11*3
name: Breakwater quilted jacket
text: Light recycled down, corduroy collar, two-way zip. Packs into its own pocket.
variants: navy, S = 119.00; navy, M = 119.00; olive, M = 119.00; olive, L = 124.00
@ harbour-pea | Harbour | Harbour Outerwear Ltd | Apparel & Accessories > Clothing > Outerwear > Coats & Jackets | harbour-navy.png | s-11*2
name: Quayside wool pea coat
text: Melton wool from Yorkshire, horn buttons, two hand-warmer pockets.
variants: navy, M = 230.00; navy, L = 230.00; charcoal, M = 230.00
@ solvane-sole | Solvane | Solvane Occhiali SpA | Apparel & Accessories > Clothing Accessories > Sunglasses | solvane-sunglasses.png | s-06*3 s-28*1
name: Riva polarised sunglasses
text: Acetate from Cadore, category 3 lenses, hinge with five barrels. Case and cloth included.
variants: tortoise = 140.00; black = 140.00; honey = 145.00; crystal = 145.00
@ solvane-pilot | Solvane | Solvane Occhiali SpA | Apparel & Accessories > Clothing Accessories > Sunglasses | solvane-sunglasses.png | s-06*2
name: Volo pilot sunglasses
text: Titanium frame of 19 grams with mineral-glass lenses.
variants: gold and green = 185.00; steel and grey = 185.00; black and brown = 190.00
@ vind-urban | Østervind | Østervind Cykling A/S | Sporting Goods > Outdoor Recreation > Cycling > Cycling Apparel & Accessories > Bicycle Helmets | ostervind-mint.png | s-15*3 s-16*2
name: Byen city helmet
text: In-mould shell, rotation layer, dial fit and a magnetic buckle. Tested to EN 1078 and CPSC 1203.
variants: mint, S = 98.00; mint, M = 98.00; graphite, M = 98.00; graphite, L = 98.00; sand, M = 102.00
@ vind-aero | Østervind | Østervind Cykling A/S | Sporting Goods > Outdoor Recreation > Cycling > Cycling Apparel & Accessories > Bicycle Helmets | ostervind-graphite.png | s-15*2
name: Storm aero road helmet
text: Wind-tunnel shape with nine vents; 260 g in size M. Crash replacement within three years.
variants: graphite, M = 179.00; graphite, L = 179.00; white, M = 179.00
@ vind-junior | Østervind | Østervind Cykling A/S | Sporting Goods > Outdoor Recreation > Cycling > Cycling Apparel & Accessories > Bicycle Helmets | ostervind-mint.png | s-15*2
name: Lille children's helmet
text: Grows by one size, fly net in front, reflectors all round. For heads from 46 to 52 cm.
variants: mint = 79.00; coral = 79.00; sky = 79.00
"""  # noqa: E501  a heading is one line
